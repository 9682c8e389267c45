import { Module } from '@nestjs/common';
import { SubscriberAccessController } from './subscriber-access.controller';
import { SubscriberAccessService } from './subscriber-access.service';

@Module({ controllers: [SubscriberAccessController], providers: [SubscriberAccessService] })
export class SubscriberAccessModule {}
