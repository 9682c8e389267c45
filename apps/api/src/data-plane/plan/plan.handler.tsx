import { canCancelPlan, canResumePlan, type Clock, parseId } from '@gatehouse/core';
import { Database, type HeldPlan, tierRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type HostedAnswer, page, redirect } from '../../edge/hosted-pages/hosted-answer';
import { CLOCK } from '../../edge/tokens';
import { type Account, AccountDoor, type AccountRequest } from '../account/account-door.service';
import { CancelPlanPage } from './cancel-plan-page';
import { CustomerPortal } from './customer-portal.service';
import { answerTo, noSuchPlan, toAccount, unavailable } from './plan-answers';
import { PlanChanges } from './plan-changes.service';

/** Cancelling a plan, taking that back, and the way to Stripe's page for cards and invoices. Done twice it is done once. */
@Injectable()
export class PlanHandler {
  constructor(
    private readonly door: AccountDoor,
    private readonly plans: PlanChanges,
    private readonly portal: CustomerPortal,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async askToCancel(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enter(http);
    if (account.kind !== 'in') return account.answer;
    const plan = await this.planOf(http, account);
    if (plan === null) return noSuchPlan(account);
    if (!canCancelPlan(plan)) return toAccount(account);
    const { tenant } = account;
    const free = await this.database.inWorkspace(tenant.id, (tx) => tierRepository.findDefault(tx, plan.gptId));
    const freeName = free.priceAmount === null ? free.name : null;
    return page(200, <CancelPlanPage account={account} plan={plan} freeName={freeName} />);
  }

  async cancel(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enterByForm(http);
    if (account.kind !== 'in') return account.answer;
    const plan = await this.planOf(http, account);
    if (plan === null) return noSuchPlan(account);
    if (plan.endsAt !== null) return toAccount(account, 'plan-cancelled');
    if (!canCancelPlan(plan)) return toAccount(account, 'plan-as-it-is');
    const said = { from: plan.tierName, to: 'cancelled' };
    const outcome = await this.plans.carry(account, plan, (subscription) => subscription.cancel(), said);
    return answerTo(account, outcome, 'plan-cancelled');
  }

  async resume(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enterByForm(http);
    if (account.kind !== 'in') return account.answer;
    const plan = await this.planOf(http, account);
    if (plan === null) return noSuchPlan(account);
    if (plan.endsAt === null) return toAccount(account, 'plan-resumed');
    if (!canResumePlan(plan, this.clock.now())) return toAccount(account, 'plan-as-it-is');
    const said = { from: 'cancelled', to: plan.tierName };
    const outcome = await this.plans.carry(account, plan, (subscription) => subscription.resume(), said);
    return answerTo(account, outcome, 'plan-resumed');
  }

  /** Takes back what was agreed on for the end of the period. */
  async keep(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enterByForm(http);
    if (account.kind !== 'in') return account.answer;
    const plan = await this.planOf(http, account);
    if (plan === null) return noSuchPlan(account);
    if (plan.next === null) return toAccount(account, 'plan-kept');
    const said = { from: plan.next.tierName, to: plan.tierName };
    const outcome = await this.plans.carry(account, plan, (subscription) => subscription.release(), said);
    return answerTo(account, outcome, 'plan-kept');
  }

  async payment(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enterByForm(http);
    if (account.kind !== 'in') return account.answer;
    if ((await this.planOf(http, account)) === null) return noSuchPlan(account);
    const opened = await this.portal.open(account);
    if (opened === 'none') return noSuchPlan(account);
    return opened === 'unavailable' ? unavailable(account) : redirect(opened.url);
  }

  private async planOf(http: AccountRequest, account: Account): Promise<HeldPlan | null> {
    const gptId = parseId('gpt', http.params.gpt);
    return gptId === null ? null : this.plans.find(account, gptId);
  }
}
