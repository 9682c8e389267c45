import { Module } from '@nestjs/common';
import { GptsModule } from '../gpts/gpts.module';
import { TierOrderController, TiersController } from './tiers.controller';
import { TiersService } from './tiers.service';

@Module({ imports: [GptsModule], controllers: [TierOrderController, TiersController], providers: [TiersService] })
export class TiersModule {}
