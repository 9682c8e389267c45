import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module';
import { UpgradeLinkModule } from '../upgrade-link/upgrade-link.module';
import { ChangePlanHandler } from './change-plan.handler';
import { CustomerPortal } from './customer-portal.service';
import { PlanChanges } from './plan-changes.service';
import { PlanQuotes } from './plan-quotes.service';
import { PlanHandler } from './plan.handler';
import { PlanRoutes } from './plan.routes';

/** What subscribers do about a plan that they pay for. Like the paywall it speaks with Stripe, and nothing on the way of a call imports it (ADR 0027, 0030). */
@Module({
  imports: [AccountModule, UpgradeLinkModule],
  providers: [ChangePlanHandler, CustomerPortal, PlanChanges, PlanHandler, PlanQuotes, PlanRoutes],
})
export class PlanModule {}
