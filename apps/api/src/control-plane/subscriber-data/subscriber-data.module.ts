import { Module } from '@nestjs/common';
import { SubscriberDataModule } from '../../edge/subscriber-data/subscriber-data.module';
import { SubscriberDataController } from './subscriber-data.controller';
import { SubscriberDataService } from './subscriber-data.service';

@Module({ imports: [SubscriberDataModule], controllers: [SubscriberDataController], providers: [SubscriberDataService] })
export class SubscriberRequestsModule {}
