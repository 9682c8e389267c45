import type { Clock } from '@gatehouse/core';
import { Database, MeterFence, PaymentSync, PlaceSync, StripeAccounts, StripeEvents } from '@gatehouse/platform';
import { Module } from '@nestjs/common';
import { AccessModule } from '../../edge/access/access.module';
import { CLOCK, PLACE_SYNC, STRIPE } from '../../edge/tokens';
import { BillingSettingsController } from './billing-settings.controller';
import { BillingSettingsService } from './billing-settings.service';
import { OwnWebhooksService } from './own-webhooks.service';
import { StripeCallbackController } from './stripe-callback.controller';
import { StripeConnectionsController } from './stripe-connections.controller';
import { StripeConnectionsService } from './stripe-connections.service';
import { StripeEventLogController } from './stripe-event-log.controller';
import { StripeEventLogService } from './stripe-event-log.service';
import { StripeWebhookRoutes } from './stripe-webhook.routes';

/** How creators are paid. */
@Module({
  imports: [AccessModule],
  controllers: [StripeConnectionsController, StripeCallbackController, BillingSettingsController, StripeEventLogController],
  providers: [
    StripeConnectionsService,
    OwnWebhooksService,
    BillingSettingsService,
    StripeEventLogService,
    {
      provide: StripeEvents,
      useFactory: (
        database: Database,
        fence: MeterFence,
        accounts: StripeAccounts | null,
        places: PlaceSync | null,
        clock: Clock,
      ) =>
        accounts === null || places === null
          ? null
          : new StripeEvents(database, fence, accounts, places, new PaymentSync(database), clock),
      inject: [Database, MeterFence, STRIPE, PLACE_SYNC, CLOCK],
    },
    StripeWebhookRoutes,
  ],
})
export class BillingModule {}
