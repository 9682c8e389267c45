import {
  canChangePlan,
  type Clock,
  parseId,
  type PlanChangeTime,
  planChangeTime,
  type TrialAfterChange,
  trialAfterChange,
} from '@gatehouse/core';
import { type Config, Database, type HeldPlan, planRepository, subscriptionRepository } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type HostedAnswer, page, redirect } from '../../edge/hosted-pages/hosted-answer';
import { readForm } from '../../edge/hosted-pages/read-form';
import { CLOCK, CONFIG } from '../../edge/tokens';
import { type Account, AccountDoor, type AccountRequest } from '../account/account-door.service';
import { inLanguage } from '../account/account-paths';
import { portalTargets } from '../account/portal-targets';
import { findPlans } from '../paywall/plan-offers';
import { UpgradeLinks } from '../upgrade-link/upgrade-links.service';
import { ChangePlanPage } from './change-plan-page';
import { ConfirmChangePage } from './confirm-change-page';
import { DeclinedPage } from './declined-page';
import { changeOffers } from './change-offers';
import { answerTo, noSuchPlan, toAccount, unavailable } from './plan-answers';
import { type PlanOutcome, PlanChanges, StalePlan } from './plan-changes.service';
import { type PlanQuote, PlanQuotes } from './plan-quotes.service';
import { findWanted, type WantedPrice } from './wanted-price';

/** A plan that can be changed, and to what. */
interface Wish {
  readonly account: Account;
  readonly plan: HeldPlan;
  readonly wanted: WantedPrice;
  readonly time: PlanChangeTime;
  readonly trial: TrialAfterChange;
}

/** From one plan to another: what there is, what a change would cost and when it begins, and the change. Whoever has none yet is taken to the plans that they can buy. */
@Injectable()
export class ChangePlanHandler {
  constructor(
    private readonly door: AccountDoor,
    private readonly plans: PlanChanges,
    private readonly quotes: PlanQuotes,
    private readonly database: Database,
    private readonly links: UpgradeLinks,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** `GET …/plan` */
  async show(http: AccountRequest): Promise<HostedAnswer> {
    const gptId = parseId('gpt', http.params.gpt);
    const account = await this.door.enter(http, gptId === null ? {} : { back: `/account/gpts/${gptId}/plan` });
    if (account.kind !== 'in') return account.answer;
    if (gptId === null) return noSuchPlan(account);
    const plan = await this.plans.findAsBilled(account, gptId);
    return plan === null ? this.toPlans(account, gptId) : this.showPlans(account, plan);
  }

  /** `GET …/plan/change?price=prc_…`: what it would cost. Changes nothing. */
  async ask(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enter(http);
    if (account.kind !== 'in') return account.answer;
    const { price } = http.query as { price?: unknown };
    const wish = await this.wishOf(http, account, typeof price === 'string' ? price : '');
    return 'kind' in wish ? wish : this.confirm(wish);
  }

  /** `POST …/plan/change` */
  async take(http: AccountRequest): Promise<HostedAnswer> {
    const account = await this.door.enterByForm(http);
    if (account.kind !== 'in') return account.answer;
    const form = readForm(http, ['price', 'at', 'due', 'quote']);
    const wish = await this.wishOf(http, account, form.get('price') ?? '');
    if ('kind' in wish) return wish;
    const quote = { ...wish, at: Number(form.get('at')), due: Number(form.get('due')) };
    if (!this.quotes.isGenuine(quote, form.get('quote') ?? '')) return this.confirm(wish);
    return this.answer(wish, await this.carry(account, quote, wish));
  }

  private carry(account: Account, quote: PlanQuote, { plan, wanted, time, trial }: Wish): Promise<PlanOutcome> {
    const said = { from: plan.tierName, to: wanted.tierName };
    return this.plans.carry(
      account,
      plan,
      async (subscription) => {
        // Sent twice, it is done already; but for what was agreed on before, if we died between the two.
        if (subscription.priceId === wanted.stripePriceId) return subscription.release();
        if (subscription.priceId !== plan.price?.stripePriceId) throw new StalePlan();
        if (time === 'period_end') return subscription.changeAtPeriodEnd(wanted);
        return subscription.changeNow({
          wanted,
          at: plan.status === 'trialing' ? null : quote.at,
          trial,
          idempotencyKey: this.quotes.keyOf(quote),
        });
      },
      said,
    );
  }

  private answer({ account, plan, wanted, time }: Wish, outcome: PlanOutcome): HostedAnswer {
    if (outcome !== 'declined') return answerTo(account, outcome, time === 'now' ? 'plan-changed' : 'plan-change-agreed');
    return page(402, <DeclinedPage account={account} plan={plan} priceId={wanted.id} />, portalTargets(this.config));
  }

  private async confirm(wish: Wish): Promise<HostedAnswer> {
    const { account, plan, wanted, time } = wish;
    const { trial } = wish;
    const until = trial instanceof Date ? trial : plan.periodEndsAt;
    let due = { amount: 0, at: Math.floor(this.clock.now().getTime() / 1000), until };
    if (time === 'now' && (plan.status !== 'trialing' || trial === 'now')) {
      const outcome = await this.plans.attempt(account, plan, async (subscription) => {
        const preview = await subscription.preview(wanted, trial === 'now');
        due = { amount: preview.due, at: preview.at, until: new Date(preview.until * 1000) };
      });
      if (outcome === 'unavailable') return unavailable(account);
      if (outcome !== 'done') return toAccount(account, 'plan-as-it-is');
    }
    const quote: PlanQuote = { ...wish, at: due.at, due: due.amount };
    return page(
      200,
      <ConfirmChangePage account={account} quote={quote} wanted={wanted} next={due.until} seal={this.quotes.seal(quote)} />,
    );
  }

  /** @returns where to go instead, when there is no such wish */
  private async wishOf(http: AccountRequest, account: Account, price: string): Promise<Wish | HostedAnswer> {
    const [gptId, priceId] = [parseId('gpt', http.params.gpt), parseId('prc', price)];
    const plan = gptId === null ? null : await this.plans.findAsBilled(account, gptId);
    if (plan?.price === undefined || plan.price === null) return noSuchPlan(account);
    const wanted =
      priceId === null ? null : await this.database.inWorkspace(account.tenant.id, (tx) => findWanted(tx, plan, priceId));
    if (wanted === null) return this.showPlans(account, plan, true);
    if (wanted.id === plan.price.id && plan.next === null) return toAccount(account, 'plan-changed');
    if (wanted.id === plan.next?.id) return toAccount(account, 'plan-change-agreed');
    const time = planChangeTime(
      { price: plan.price, status: plan.status, ends: plan.endsAt !== null, metered: plan.metered },
      wanted,
    );
    if (time === 'never') return redirect(account.paths.plan(plan.gptId).change);
    const trial = trialAfterChange({ ...plan, price: plan.price }, wanted, wanted.trialDays, this.clock.now());
    return { account, plan, wanted, time, trial };
  }

  private async showPlans(account: Account, plan: HeldPlan, isGone = false): Promise<HostedAnswer> {
    if (plan.price === null || !canChangePlan({ status: plan.status, ends: plan.endsAt !== null })) return toAccount(account);
    const { tenant, subscriber } = account;
    const { offers } = await this.database.inWorkspace(tenant.id, (tx) =>
      findPlans(tx, plan.gptId, subscriber.id, this.clock.now()),
    );
    const shown = changeOffers(plan, offers);
    return page(isGone ? 404 : 200, <ChangePlanPage account={account} plan={plan} offers={shown} isGone={isGone} />);
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
    const ticket = this.links.ticketFor(tenant.id, { subscriberId: subscriber.id, gptId });
    return redirect(inLanguage(`${tenant.path}/upgrade/${ticket}`, account.paths.uiLocales));
  }
}
