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

/** What becomes of a trial with a change: it ends when it would have, `now`, so that the new plan is paid at once, or at a moment before. */
export type TrialAfterChange = 'as_it_is' | 'now' | Date;

/** A plan that is tried, if it is. */
export interface TriedPlan extends Pick<RunningPlan, 'status'> {
  readonly price: Pick<PlanPrice, 'tierId'>;
  /** When it began, and with it the trial. */
  readonly boughtAt: Date | null;
  readonly trialEndsAt: Date | null;
}

const DAY_MS = 86_400_000;
/** Stripe's clock and ours are not the same to the second. */
const SAME_MS = 3_600_000;

/**
 * No tier is tried for longer than its own trial is, counted from the day on which anything was tried first, whatever it costs and for how long it is paid: days that another tier gives
 * do not go along. Of the same tier nothing changes.
 */
export function trialAfterChange(
  { status, price, boughtAt, trialEndsAt }: TriedPlan,
  wanted: Pick<PlanPrice, 'tierId'>,
  trialDays: number | null,
  now: Date,
): TrialAfterChange {
  if (status !== 'trialing' || wanted.tierId === price.tierId) return 'as_it_is';
  if (trialDays === null || trialDays === 0) return 'now';
  if (boughtAt === null || trialEndsAt === null) return 'as_it_is';
  const ownEnd = boughtAt.getTime() + trialDays * DAY_MS;
  if (ownEnd > trialEndsAt.getTime() - SAME_MS) return 'as_it_is';
  return ownEnd <= now.getTime() ? 'now' : new Date(ownEnd);
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
