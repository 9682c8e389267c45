import { Module } from '@nestjs/common';
import { SubscriberErasure } from './subscriber-erasure.service';
import { SubscriberPayments } from './subscriber-payments.service';
import { SubscriberRecords } from './subscriber-record.service';

/** A person's rights to what a workspace holds on them; both planes grant them. */
@Module({
  providers: [SubscriberErasure, SubscriberPayments, SubscriberRecords],
  exports: [SubscriberErasure, SubscriberRecords],
})
export class SubscriberDataModule {}
