import type { Clock } from '@gatehouse/core';
import { Database, MeterFence, OverageCatalogue } from '@gatehouse/platform';
import { Module } from '@nestjs/common';
import { ThrottleModule } from '../../edge/throttle/throttle.module';
import { CLOCK } from '../../edge/tokens';
import { AuthorizeModule } from '../authorize/authorize.module';
import { TenantsModule } from '../tenants/tenants.module';
import { UpgradeLinkModule } from '../upgrade-link/upgrade-link.module';
import { Checkouts } from './checkouts.service';
import { FlowPlansHandler } from './flow-plans.handler';
import { PaywallRoutes } from './paywall.routes';
import { PlansDesk } from './plans-desk.service';
import { StripeCustomers } from './stripe-customers.service';
import { UpgradeHandler } from './upgrade.handler';

/** The one part of the data plane that speaks with Stripe (ADR 0027). Nothing on the way of a call imports it. */
@Module({
  imports: [AuthorizeModule, TenantsModule, ThrottleModule, UpgradeLinkModule],
  providers: [
    Checkouts,
    FlowPlansHandler,
    PaywallRoutes,
    PlansDesk,
    StripeCustomers,
    UpgradeHandler,
    {
      provide: OverageCatalogue,
      useFactory: (database: Database, fence: MeterFence, clock: Clock) => new OverageCatalogue(database, fence, clock),
      inject: [Database, MeterFence, CLOCK],
    },
  ],
})
export class PaywallModule {}
