import type { CallRequest, Principal } from '@gatehouse/core';

/*
 * The rules by which the meter is judged: months, the bucket, refusals. Written a second time, in another way, and with nothing of `core` in them: what both had from there, both
 * would have wrong.
 */

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Of all that a model is asked about, with years to spare on either side. */
const YEARS = Array.from({ length: 10 }, (_, index) => 2022 + index);

const two = (number: number): string => String(number).padStart(2, '0');
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
/** Texts of one form and of one zone: they compare as moments do. */
const hourTextOf = (moment: Date): string => `${moment.toISOString().slice(0, 13)}:00:00.000Z`;

/** Every moment at which a month begins that is counted from this one: on its day, or on the last one of a month that has no such day, at its hour. */
function edgesFrom(anchor: string): string[] {
  const day = Number(anchor.slice(8, 10));
  return YEARS.flatMap((year) =>
    DAYS.map((days, month) => {
      const last = month === 1 && isLeap(year) ? 29 : days;
      return `${year}-${two(month + 1)}-${two(Math.min(day, last))}${anchor.slice(10)}`;
    }),
  );
}

/** A billed period begins and ends where Stripe says. Within it, and on either side of it, months are counted from its edges. */
function billedEdges({ startsAt, endsAt }: NonNullable<Principal['billedPeriod']>): string[] {
  const [from, until] = [hourTextOf(startsAt), hourTextOf(endsAt)];
  return [...edgesFrom(from).filter((edge) => edge < until), ...edgesFrom(until).filter((edge) => edge >= until)];
}

/** What of a quota may be used, and from when until when it is counted. Null: as much as one likes. */
export function quotaByTheRules(
  { tier, billedPeriod, monthsFrom, subscription }: Principal,
  now: Date,
): { limit: number | null; from: string; until: string } {
  const isCharged = billedPeriod !== null && tier.quotaPerMonth !== null;
  const edges = isCharged
    ? billedEdges(billedPeriod)
    : edgesFrom(monthsFrom === null ? '2026-01-01T00:00:00.000Z' : hourTextOf(monthsFrom));
  const text = now.toISOString();
  const from = edges.filter((edge) => edge <= text).at(-1);
  const until = edges.find((edge) => edge > text);
  if (from === undefined || until === undefined) throw new Error(`the rules know no month of ${text}`);
  return { limit: isCharged && subscription === 'active' ? null : tier.quotaPerMonth, from, until };
}

/** Of what these models ask: a scope that was not allowed. */
export function refusalByTheRules({ scopes }: Principal, { requiredScopes }: CallRequest): 'insufficient_scope' | null {
  return requiredScopes.every((scope) => scopes.includes(scope)) ? null : 'insufficient_scope';
}

interface Rate {
  readonly perMinute: number;
  readonly burst: number | null;
}

/** A bucket with a hole: each call pours in what leaks out until the next one may come, and what would flow over is refused. In microseconds of leaking. */
export class Bucket {
  private level = 0;
  private at = 0;

  fits(rate: Rate, now: Date): boolean {
    this.leak(now);
    return this.level + drop(rate) <= size(rate);
  }

  pour(rate: Rate, now: Date): void {
    this.leak(now);
    this.level += drop(rate);
  }

  /** It was exchanged for a smaller one: what does not go into that is forgotten. */
  exchange(rate: Rate, now: Date): void {
    this.leak(now);
    if (this.level > size(rate)) this.level = size(rate);
  }

  private leak(now: Date): void {
    const micros = now.getTime() * 1000;
    this.level = this.level > micros - this.at ? this.level - (micros - this.at) : 0;
    this.at = micros;
  }
}

/** A whole number of microseconds, none too few. */
const drop = ({ perMinute }: Rate): number => (60_000_000 % perMinute === 0 ? 0 : 1) + Math.floor(60_000_000 / perMinute);
const size = (rate: Rate): number => (rate.burst ?? rate.perMinute) * drop(rate);
