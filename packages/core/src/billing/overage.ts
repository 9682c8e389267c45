import { hourOf, hoursBetween, hourStart, type Period, subscriptionMonthOf } from '../metering/period';

const DAY_MS = 86_400_000;
/** The longest month has 31 days, and a change of the clock at Stripe's end an hour. */
const LONGEST_MONTH_MS = 31 * DAY_MS + 3_600_000;
/** Stripe finalises an invoice about an hour after the period; what is told in the first half of it still stands on it. */
const CLOSES_AFTER_MS = 30 * 60_000;
/** Fractions of a minor unit that Stripe bears with (`unit_amount_decimal`). */
const UNIT_AMOUNT = /^(0|[1-9]\d{0,7})(\.\d{1,12})?$/;

/** The period that Stripe bills, to the second. */
export interface BilledPeriod {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/**
 * The month of a billed period that holds `now`: over which a quota is counted where what goes beyond it is charged. Its edges are whole hours, rounded down,
 * because the ledger keeps hours and what is charged must be countable from it to the unit: each hour belongs to one month, so no unit is in two. A year's
 * months are counted from its beginning, the last one ends with it. Past the end it is the month that follows, until Stripe tells of it.
 */
export function billedMonthOf({ startsAt, endsAt }: BilledPeriod, now: Date): Period {
  const [from, until] = [hourStart(hourOf(startsAt)), hourStart(hourOf(endsAt))];
  if (now >= until) return subscriptionMonthOf(until, now);
  const isMonth = until.getTime() - from.getTime() <= LONGEST_MONTH_MS;
  if (isMonth && now >= from) return hoursBetween(from, until);
  const month = subscriptionMonthOf(from, now);
  const limit = now < from ? from : until;
  return month.endsAt <= limit ? month : hoursBetween(month.startsAt, limit);
}

/** Why it is no price of a unit, in words; null when it is one. In minor units with decimals, as Stripe takes it. */
export function unitAmountFault(text: string): string | null {
  if (!UNIT_AMOUNT.test(text)) return 'must be a number of minor units with at most 12 decimals, such as 2 or 0.5';
  return Number(text) === 0 ? 'must be more than 0' : null;
}

/** A price of a unit as it is kept and compared: without zeros that say nothing. */
export function normalUnitAmount(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

export interface OverageFacts {
  /** Units that the ledger has of the tier in the month. */
  readonly used: number;
  /** Units that the tier's price pays for. */
  readonly included: number;
  /** Units that were written down to be billed before. */
  readonly reported: number;
}

/** Units that are to be reported now: all beyond what is included, less what was reported; never less than none, as Stripe takes nothing back. */
export function unitsToReport({ used, included, reported }: OverageFacts): number {
  return Math.max(0, used - included - reported);
}

/** What a report is called at Stripe: the same however often it is made, so that it counts once. At most 100 characters. */
export function reportIdentifier(
  month: { stripeSubscriptionId: string; tierId: string; startsAt: Date },
  sequence: number,
): string {
  return `${month.stripeSubscriptionId}.${month.tierId}.${month.startsAt.toISOString().slice(0, 13)}.${sequence}`;
}

/**
 * Under which moment the meter counts a report. Within the period that the units are from, as long as its invoice is open: the edges of months are
 * whole hours, Stripe's are not. Later, now: they stand on the next invoice.
 */
export function billedAt({ startsAt, endsAt }: BilledPeriod, now: Date): Date {
  if (now.getTime() >= endsAt.getTime() + CLOSES_AFTER_MS) return now;
  return new Date(Math.max(startsAt.getTime(), Math.min(now.getTime(), endsAt.getTime() - 1_000)));
}

/**
 * A price of a unit as people can read it: of so many units that it is a whole number of minor units. 0.25 is 25 for a hundred.
 * @param unitAmount as it is kept: without zeros that say nothing
 */
export function readableOverage(unitAmount: string): { readonly amount: number; readonly units: number } {
  const [whole = '0', decimals = ''] = unitAmount.split('.');
  return { amount: Number(whole + decimals), units: 10 ** decimals.length };
}
