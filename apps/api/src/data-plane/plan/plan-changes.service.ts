import { type Clock, isPaidFor } from '@gatehouse/core';
import {
  type Config,
  Database,
  type HeldPlan,
  isAccountRefusal,
  isCardRefused,
  isStripeAway,
  isStripeRefusal,
  type Logger,
  type PlaceSync,
  planRepository,
  priceTurnRepository,
  type StripeAccess,
  stripeFault,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, CONFIG, LOGGER, PLACE_SYNC } from '../../edge/tokens';
import { recordOwn } from '../account/account-changes.handler';
import type { Account } from '../account/account-door.service';
import { SubscriptionAtStripe } from './subscription-at-stripe';

/** `stale`: the plan is not any more what the person was shown; `declined`: their card; `unavailable`: Stripe does not answer, and perhaps did it all the same. */
export type PlanOutcome = 'done' | 'stale' | 'declined' | 'unavailable';

/** Somebody's plan changed while they looked at it. */
export class StalePlan extends Error {}

/** What subscribers do to their own plan: at Stripe, then read again from there, so that it holds on their very next call. */
@Injectable()
export class PlanChanges {
  private changing = 0;
  private readonly changingAtOnce: number;

  constructor(
    private readonly database: Database,
    @Inject(PLACE_SYNC) private readonly sync: PlaceSync | null,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CONFIG) { databasePoolSize }: Config,
  ) {
    this.changingAtOnce = Math.max(1, Math.floor(databasePoolSize / 2));
  }

  /** The person's plan of a GPT, where it can be changed at Stripe; null when they have none. */
  async find({ tenant, subscriber }: Account, gptId: string): Promise<HeldPlan | null> {
    const plans = await this.database.inWorkspace(tenant.id, (tx) => planRepository.listOf(tx, subscriber.id, this.clock.now()));
    return plans.find((plan) => plan.gptId === gptId && plan.reachable && isPaidFor(plan)) ?? null;
  }

  /**
   * The same, with what Stripe bills by a meter beside it now: the worker notes here only later what it put there or took off. While Stripe is away, what is
   * noted has to do.
   */
  async findAsBilled(account: Account, gptId: string): Promise<HeldPlan | null> {
    const plan = await this.find(account, gptId);
    if (plan === null) return null;
    let { metered } = plan;
    await this.attempt(account, plan, (subscription) => {
      ({ metered } = subscription);
      return Promise.resolve();
    });
    return { ...plan, metered };
  }

  /**
   * In the owner's turn: while nobody moves them to another price, and after they were the plan is another one than they saw.
   * @param said what stands in the audit log, when it is done
   */
  async carry(
    account: Account,
    plan: HeldPlan,
    work: (subscription: SubscriptionAtStripe) => Promise<void>,
    said: { readonly from: unknown; readonly to: unknown },
  ): Promise<PlanOutcome> {
    const { tenant } = account;
    const outcome = await this.askStripe(tenant, plan, (access) => this.inTurn(tenant.id, plan, () => done(access, plan, work)));
    if (outcome === 'done') {
      await this.database.inWorkspace(tenant.id, (tx) =>
        recordOwn(tx, account, this.clock.now(), 'subscription.updated', { gpt: { from: null, to: plan.gptId }, plan: said }),
      );
    }
    if (outcome === 'done' || outcome === 'stale') await this.readAgain(tenant.id, plan);
    return outcome;
  }

  /** Asks Stripe about the subscription. Changes nothing. */
  attempt(
    { tenant }: Pick<Account, 'tenant'>,
    plan: HeldPlan,
    work: (subscription: SubscriptionAtStripe) => Promise<void>,
  ): Promise<PlanOutcome> {
    return this.askStripe(tenant, plan, (access) => done(access, plan, work));
  }

  /** A turn holds a connection to Postgres for as long as Stripe takes: together they get half of them, so that a Stripe that hangs leaves the rest to everything else. */
  private async inTurn(workspaceId: string, plan: HeldPlan, work: () => Promise<PlanOutcome>): Promise<PlanOutcome> {
    if (this.changing >= this.changingAtOnce) return 'unavailable';
    this.changing += 1;
    try {
      return await this.database.inWorkspace(workspaceId, async (tx) => {
        const isOurs = await priceTurnRepository.takeForOwner(tx, plan.stripeSubscriptionId ?? '');
        return isOurs ? work() : 'unavailable';
      });
    } finally {
      this.changing -= 1;
    }
  }

  private async askStripe(
    tenant: Account['tenant'],
    plan: HeldPlan,
    ask: (access: StripeAccess) => Promise<PlanOutcome>,
  ): Promise<PlanOutcome> {
    try {
      const access = (await this.sync?.accessOf(tenant.id)) ?? null;
      if (access === null) return 'unavailable';
      return await ask(access);
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome === null) throw error;
      if (outcome !== 'declined')
        this.logger.warn(
          { workspace: tenant.id, gpt: plan.gptId, outcome, error: stripeFault(error) },
          'a plan was not read or changed',
        );
      return outcome;
    }
  }

  /** What Stripe does not tell now it tells by an event, or the periodic sync asks. */
  private async readAgain(workspaceId: string, { stripeSubscriptionId }: HeldPlan): Promise<void> {
    try {
      await this.sync?.syncSubscription(workspaceId, stripeSubscriptionId ?? '');
    } catch (error) {
      if (!isStripeAway(error)) throw error;
    }
  }
}

async function done(
  access: StripeAccess,
  plan: HeldPlan,
  work: (subscription: SubscriptionAtStripe) => Promise<void>,
): Promise<'done'> {
  await work(await SubscriptionAtStripe.read(access, plan));
  return 'done';
}

/** Null for what is no fault of Stripe's, nor of the plan. */
function outcomeOf(error: unknown): Exclude<PlanOutcome, 'done'> | null {
  if (error instanceof StalePlan) return 'stale';
  if (isCardRefused(error)) return 'declined';
  // An account that does not let us in says nothing of the plan.
  if (isStripeAway(error) || isAccountRefusal(error)) return 'unavailable';
  return isStripeRefusal(error) ? 'stale' : null;
}
