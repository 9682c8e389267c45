import { Module } from '@nestjs/common';
import { SubscriberExportService } from './subscriber-export.service';
import { SubscribersController } from './subscribers.controller';
import { SubscribersService } from './subscribers.service';

@Module({ controllers: [SubscribersController], providers: [SubscriberExportService, SubscribersService] })
export class SubscribersModule {}
