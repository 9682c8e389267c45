const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 24 * MS_PER_HOUR;

/** Time over which a quota is counted: from `startsAt` until just before `endsAt`. */
export interface Period {
  /** Names the period in keys: `2026-11` for a calendar month, `2026-11-15T10/2026-12-15T10` for one from hour to hour, `2026-11-15` for a day. */
  readonly key: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Almost every call asks about the month that the one before it asked about. Same answer, less work. */
let lastMonth: Period | null = null;

/** The calendar month in UTC that holds `now`. UTC has no daylight saving, so every hour belongs to exactly one month. */
export function monthOf(now: Date): Period {
  const ms = now.getTime();
  if (lastMonth !== null && ms >= lastMonth.startsAt.getTime() && ms < lastMonth.endsAt.getTime()) return lastMonth;
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  const startsAt = new Date(Date.UTC(year, month, 1));
  lastMonth = { key: startsAt.toISOString().slice(0, 7), startsAt, endsAt: new Date(Date.UTC(year, month + 1, 1)) };
  return lastMonth;
}

/** By the moment from which months are counted: a subscriber's calls ask about the same month over and over. */
const subscriptionMonths = new WeakMap<Date, Period>();

/**
 * The month of a subscription that holds `now`. Months are counted from the hour in which the subscription began (UTC), because the ledger keeps hours and a
 * quota must be countable from it to the unit. A day that a month does not have is its last: from 31 January to 28 February to 31 March.
 */
export function subscriptionMonthOf(anchor: Date, now: Date): Period {
  const known = subscriptionMonths.get(anchor);
  if (known !== undefined && now >= known.startsAt && now < known.endsAt) return known;
  const from = hourStart(hourOf(anchor));
  let months = (now.getUTCFullYear() - from.getUTCFullYear()) * 12 + now.getUTCMonth() - from.getUTCMonth();
  if (monthsAfter(from, months) > now) months -= 1;
  const startsAt = monthsAfter(from, months);
  const period = hoursBetween(startsAt, monthsAfter(from, months + 1));
  subscriptionMonths.set(anchor, period);
  return period;
}

/** From hour to hour. Its name holds both: months that begin alike may end differently, and must not share a counter. */
export function hoursBetween(startsAt: Date, endsAt: Date): Period {
  return { key: `${startsAt.toISOString().slice(0, 13)}/${endsAt.toISOString().slice(0, 13)}`, startsAt, endsAt };
}

function monthsAfter(from: Date, months: number): Date {
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(from.getUTCDate(), lastDay), from.getUTCHours()));
}

/** The day in UTC that holds `now`. */
export function dayOf(now: Date): Period {
  const startsAt = new Date(Math.floor(now.getTime() / MS_PER_DAY) * MS_PER_DAY);
  return { key: startsAt.toISOString().slice(0, 10), startsAt, endsAt: new Date(startsAt.getTime() + MS_PER_DAY) };
}

/** The hour of the ledger that holds `now`, in hours since 1970 (UTC). */
export function hourOf(now: Date): number {
  return Math.floor(now.getTime() / MS_PER_HOUR);
}

/** When that hour begins. */
export function hourStart(hour: number): Date {
  return new Date(hour * MS_PER_HOUR);
}
