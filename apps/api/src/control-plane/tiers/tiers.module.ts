import { Module } from '@nestjs/common';
import { GptsModule } from '../gpts/gpts.module';
import { TierOrderController, TiersController } from './tiers.controller';
import { TierCatalogue } from './tier-catalogue.service';
import { TierPricesController } from './tier-prices.controller';
import { TierPricesService } from './tier-prices.service';
import { TiersService } from './tiers.service';

@Module({
  imports: [GptsModule],
  controllers: [TierOrderController, TiersController, TierPricesController],
  providers: [TierCatalogue, TiersService, TierPricesService],
})
export class TiersModule {}
