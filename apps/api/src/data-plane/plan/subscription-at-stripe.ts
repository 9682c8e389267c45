import type { TrialAfterChange } from '@gatehouse/core';
import { type HeldPlan, type HeldPrice, STRIPE_METADATA, type StripeAccess, termsNote, underKey } from '@gatehouse/platform';
import type { WantedPrice } from './wanted-price';

type Stripe = StripeAccess['client'];
type Subscription = Awaited<ReturnType<Stripe['subscriptions']['retrieve']>>;
type Schedule = Awaited<ReturnType<Stripe['subscriptionSchedules']['retrieve']>>;
type SchedulePhase = NonNullable<NonNullable<Parameters<Stripe['subscriptionSchedules']['update']>[1]>['phases']>[number];

/** A change of price that begins at once, for the amount that somebody was shown. */
export interface ChangeNow {
  readonly wanted: WantedPrice;
  /** The moment to which what is left of the old price is counted: seconds since 1970, by Stripe's clock; null in a trial, in which nothing is set off. */
  readonly at: number | null;
  /** What becomes of a trial. */
  readonly trial: TrialAfterChange;
  /** The same for the same click. */
  readonly idempotencyKey: string;
}

/** One subscription at Stripe, and what its owner does to it. Every step may be repeated. @throws what Stripe throws */
export class SubscriptionAtStripe {
  private constructor(
    private readonly access: StripeAccess,
    private readonly subscription: Subscription,
  ) {}

  static async read(access: StripeAccess, { stripeSubscriptionId }: HeldPlan): Promise<SubscriptionAtStripe> {
    return new SubscriptionAtStripe(
      access,
      await access.client.subscriptions.retrieve(stripeSubscriptionId ?? '', {}, access.options),
    );
  }

  /** The price that is paid ahead; what is metered stands beside it. */
  get priceId(): string | null {
    return this.base()?.price.id ?? null;
  }

  /** Whether anything is billed by a meter beside it. */
  get metered(): boolean {
    return this.subscription.items.data.some(({ price }) => price.recurring?.usage_type === 'metered');
  }

  /** Nothing agreed on for later is left standing: Stripe lets no subscription end that a schedule holds. */
  async cancel(): Promise<void> {
    await this.release();
    if (!this.subscription.cancel_at_period_end) await this.update({ cancel_at_period_end: true });
  }

  async resume(): Promise<void> {
    if (this.subscription.cancel_at_period_end) await this.update({ cancel_at_period_end: false });
    else if (this.subscription.cancel_at !== null) await this.update({ cancel_at: '' });
  }

  /** Takes back what was agreed on for the end of the period. */
  async release(): Promise<void> {
    const { client, options } = this.access;
    const { schedule } = this.subscription;
    if (schedule !== null) await client.subscriptionSchedules.release(idOf(schedule), {}, options);
  }

  /** What a change would cost now, as Stripe reckons it. */
  async preview(wanted: HeldPrice, endsTrial: boolean): Promise<{ due: number; currency: string; at: number; until: number }> {
    const { client, options } = this.access;
    const preview = await client.invoices.createPreview(
      {
        subscription: this.subscription.id,
        subscription_details: {
          items: this.itemsFor(wanted),
          proration_behavior: 'always_invoice',
          ...(endsTrial ? { trial_end: 'now' } : {}),
        },
      },
      options,
    );
    const counted = preview.parent?.subscription_details?.subscription_proration_date ?? preview.created;
    const ends = preview.lines.data.map(({ period }) => period?.end ?? 0);
    return { due: preview.amount_due, currency: preview.currency, at: counted, until: Math.max(0, ...ends) };
  }

  /**
   * The metered price stays as it is: what was used this month is billed by it, and the worker exchanges it (ADR 0028). A card that is declined changes nothing.
   */
  async changeNow({ wanted, at, trial, idempotencyKey }: ChangeNow): Promise<void> {
    const { client, options } = this.access;
    const change = {
      items: this.itemsFor(wanted),
      metadata: noted(wanted),
      ...(trial === 'as_it_is' ? {} : { trial_end: trial === 'now' ? trial : Math.floor(trial.getTime() / 1000) }),
      ...(at === null ? {} : { proration_date: at }),
      ...(at === null && trial !== 'now'
        ? { proration_behavior: 'none' as const }
        : { proration_behavior: 'always_invoice' as const, payment_behavior: 'error_if_incomplete' as const }),
    };
    // The page of a declined card can be confirmed again with another one: what was refused charged nothing.
    await underKey(idempotencyKey, (key) =>
      client.subscriptions.update(this.subscription.id, change, { ...options, idempotencyKey: key }),
    );
    // Only now: a card that was declined leaves also this as it was.
    await this.release();
  }

  /** In the place of whatever was agreed on before. */
  async changeAtPeriodEnd(wanted: WantedPrice): Promise<void> {
    const { client, options } = this.access;
    const schedule = await this.schedule();
    const begun = schedule.current_phase?.start_date;
    const now = schedule.phases.find(({ start_date: start }) => start === begun) ?? schedule.phases[0];
    const end = this.base()?.current_period_end;
    if (now === undefined || end === undefined) throw new Error('a schedule without a phase');
    const then: SchedulePhase = {
      start_date: end,
      duration: { interval: wanted.interval, interval_count: 1 },
      items: [{ price: wanted.stripePriceId ?? '', quantity: 1 }, ...meteredOf(now)],
      proration_behavior: 'none',
      metadata: { ...this.subscription.metadata, ...noted(wanted) },
      ...lasting(now),
    };
    const phases = [{ ...lasting(now), start_date: now.start_date, end_date: end, items: itemsOf(now) }, then];
    await client.subscriptionSchedules.update(schedule.id, { end_behavior: 'release', phases }, options);
  }

  /** A subscription has one at most: of two that ask for it at once, one is refused, and finds the other's. */
  private async schedule(): Promise<Schedule> {
    const { client, options } = this.access;
    const { schedule, id } = this.subscription;
    if (schedule !== null) return client.subscriptionSchedules.retrieve(idOf(schedule), {}, options);
    try {
      return await client.subscriptionSchedules.create({ from_subscription: id }, options);
    } catch (error) {
      const { schedule: other } = await client.subscriptions.retrieve(id, {}, options);
      if (other === null) throw error;
      return client.subscriptionSchedules.retrieve(idOf(other), {}, options);
    }
  }

  private async update(change: { cancel_at_period_end: boolean } | { cancel_at: '' }): Promise<void> {
    await this.access.client.subscriptions.update(this.subscription.id, change, this.access.options);
  }

  private base() {
    return this.subscription.items.data.find(({ price }) => price.recurring?.usage_type !== 'metered');
  }

  private itemsFor({ stripePriceId }: HeldPrice): { id: string; price: string }[] {
    const base = this.base();
    return base === undefined ? [] : [{ id: base.id, price: stripePriceId ?? '' }];
  }
}

/** What was bought, and which terms of it the person was shown; an empty note takes the one before it away. */
const noted = ({ id, tierId, overage }: WantedPrice): Record<string, string> => ({
  [STRIPE_METADATA.price]: id,
  [STRIPE_METADATA.tier]: tierId,
  [STRIPE_METADATA.terms]: overage === null ? '' : termsNote(tierId, overage.since),
});

type Phase = Schedule['phases'][number];

const itemsOf = ({ items }: Phase): SchedulePhase['items'] =>
  items.map(({ price, quantity }) => ({ price: idOf(price), ...(quantity === undefined ? {} : { quantity }) }));

/** Items without a number are metered: what was used before the change is billed by them. */
const meteredOf = (phase: Phase): SchedulePhase['items'] => itemsOf(phase).filter(({ quantity }) => quantity === undefined);

/** What holds across phases: the service's fee, taxes, and what a coupon takes off. */
function lasting(phase: Phase): Partial<SchedulePhase> {
  const { application_fee_percent: fee, automatic_tax: tax, discounts = [] } = phase;
  return {
    ...(fee === null || fee === undefined ? {} : { application_fee_percent: fee }),
    ...(tax === undefined ? {} : { automatic_tax: { enabled: tax.enabled } }),
    ...(discounts.length === 0
      ? {}
      : { discounts: discounts.flatMap(({ discount }) => (discount === null ? [] : [{ discount: idOf(discount) }])) }),
  };
}

const idOf = (value: string | { readonly id: string }): string => (typeof value === 'string' ? value : value.id);
