import { Module } from '@nestjs/common';
import { SubscriptionsModule } from '../subscriptions/subscriptions.module';
import { CompsController } from './comps.controller';
import { CompsService } from './comps.service';

@Module({ imports: [SubscriptionsModule], controllers: [CompsController], providers: [CompsService] })
export class CompsModule {}
