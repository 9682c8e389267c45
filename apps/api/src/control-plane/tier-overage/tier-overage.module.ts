import { Module } from '@nestjs/common';
import { GptsModule } from '../gpts/gpts.module';
import { TierOverageController } from './tier-overage.controller';
import { TierOverageService } from './tier-overage.service';

@Module({ imports: [GptsModule], controllers: [TierOverageController], providers: [TierOverageService] })
export class TierOverageModule {}
