import type { PriceInterval } from './recurring';
import type { PaidStatus } from './standing';

/** What somebody pays, or would pay. */
export interface PlanPrice {
  readonly id: string;
  readonly tierId: string;
  /** In minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly interval: PriceInterval;
}

/** A subscription as far as a change of plan depends on it. */
export interface RunningPlan {
  readonly price: PlanPrice;
  readonly status: PaidStatus;
  /** Whether it is cancelled, and ends with what is paid. */
  readonly ends: boolean;
  /** Whether what goes beyond the quota is billed with it. */
  readonly metered: boolean;
}

/**
 * When another price takes effect: `now`, with what is left of the old one set off against it; at the `period_end`, so that nobody loses what they paid for; or
 * `never`: it is what they have, or cannot be had by a change.
 */
export type PlanChangeTime = 'now' | 'period_end' | 'never';

type Recurring = Pick<PlanPrice, 'amount' | 'interval'>;

const MONTHS: Readonly<Record<PriceInterval, number>> = { month: 1, year: 12 };

/** Whether one price brings more in a month than the other; compared whole, so that no rounding decides. */
export function costsMore(one: Recurring, other: Recurring): boolean {
  return one.amount * MONTHS[other.interval] > other.amount * MONTHS[one.interval];
}

/** Whether a change ends the trial, and is paid at once: to what costs more than the plan that is tried, on a tier that gives nobody a trial. */
export function endsTrial(
  { status, price }: Pick<RunningPlan, 'status' | 'price'>,
  wanted: PlanPrice,
  trialDays: number | null,
): boolean {
  return status === 'trialing' && (trialDays ?? 0) === 0 && wanted.tierId !== price.tierId && costsMore(wanted, price);
}

/** Whether a plan can be changed at all: one that is overdue is paid first, one that ends is resumed first. */
export function canChangePlan({ status, ends }: Pick<RunningPlan, 'status' | 'ends'>): boolean {
  return (status === 'active' || status === 'trialing') && !ends;
}

/**
 * An upgrade, which is what costs more in a month, begins at once; everything else at the end of what is paid, also the way from years to months, where a year is
 * paid already. In a trial nothing is paid yet, so everything begins at
 * once. Stripe changes no currency within a subscription, and bills meters at the interval of the plan beside which they stand.
 */
export function planChangeTime(plan: RunningPlan, wanted: PlanPrice): PlanChangeTime {
  const { price, status, metered } = plan;
  if (!canChangePlan(plan) || wanted.id === price.id) return 'never';
  if (wanted.tierId === price.tierId && wanted.interval === price.interval) return 'never';
  if (wanted.currency !== price.currency || (metered && wanted.interval !== price.interval)) return 'never';
  if (status === 'trialing') return 'now';
  const isShorter = MONTHS[wanted.interval] < MONTHS[price.interval];
  return !isShorter && costsMore(wanted, price) ? 'now' : 'period_end';
}
