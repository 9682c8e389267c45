import { Module } from '@nestjs/common';
import { GptsModule } from '../gpts/gpts.module';
import { UpgradeWordingController } from './upgrade-wording.controller';
import { UpgradeWordingService } from './upgrade-wording.service';

@Module({ imports: [GptsModule], controllers: [UpgradeWordingController], providers: [UpgradeWordingService] })
export class UpgradeWordingModule {}
