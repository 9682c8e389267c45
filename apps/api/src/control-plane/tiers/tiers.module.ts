import { Module } from '@nestjs/common';
import { GptsModule } from '../gpts/gpts.module';
import { TiersController } from './tiers.controller';
import { TiersService } from './tiers.service';

@Module({ imports: [GptsModule], controllers: [TiersController], providers: [TiersService] })
export class TiersModule {}
