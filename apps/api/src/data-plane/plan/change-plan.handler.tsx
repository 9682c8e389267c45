import { parseId } from '@gatehouse/core';
import { Database, planRepository, subscriptionRepository } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import { type HostedAnswer, redirect } from '../../edge/hosted-pages/hosted-answer';
import { type Account, AccountDoor, type AccountRequest } from '../account/account-door.service';
import { UpgradeLinks } from '../upgrade-link/upgrade-links.service';
import { noSuchPlan, toAccount } from './plan-answers';
import { PlanChanges } from './plan-changes.service';

/** From one plan to another. Whoever has none yet is taken to the plans that they can buy. */
@Injectable()
export class ChangePlanHandler {
  constructor(
    private readonly door: AccountDoor,
    private readonly plans: PlanChanges,
    private readonly database: Database,
    private readonly links: UpgradeLinks,
  ) {}

  async show(http: AccountRequest): Promise<HostedAnswer> {
    const gptId = parseId('gpt', http.params.gpt);
    const account = await this.door.enter(http, gptId === null ? {} : { back: `/account/gpts/${gptId}/plan` });
    if (account.kind !== 'in') return account.answer;
    if (gptId === null) return noSuchPlan(account);
    const plan = await this.plans.find(account, gptId);
    return plan === null ? this.toPlans(account, gptId) : toAccount(account);
  }

  /** Only of a GPT to which they came themselves. */
  private async toPlans(account: Account, gptId: string): Promise<HostedAnswer> {
    const { tenant, subscriber } = account;
    const isOnSale = await this.database.inWorkspace(
      tenant.id,
      async (tx) =>
        (await subscriptionRepository.find(tx, subscriber.id, gptId)) !== null &&
        (await planRepository.gptsThatSell(tx)).has(gptId),
    );
    if (!isOnSale) return noSuchPlan(account);
    return redirect(`${tenant.path}/upgrade/${this.links.ticketFor(tenant.id, { subscriberId: subscriber.id, gptId })}`);
  }
}
