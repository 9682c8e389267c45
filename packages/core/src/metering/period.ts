const MS_PER_HOUR = 3_600_000;

/** Time over which a quota is counted: from `startsAt` until just before `endsAt`. */
export interface Period {
  /** Names the period in keys: `2026-11`. */
  readonly key: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Almost every call asks about the month that the one before it asked about. Same answer, less work. */
let lastMonth: Period | null = null;

/** The calendar month in UTC that holds `now`. UTC has no daylight saving, so every hour belongs to exactly one month. */
export function monthOf(now: Date): Period {
  if (lastMonth !== null && now >= lastMonth.startsAt && now < lastMonth.endsAt) return lastMonth;
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  const startsAt = new Date(Date.UTC(year, month, 1));
  lastMonth = { key: startsAt.toISOString().slice(0, 7), startsAt, endsAt: new Date(Date.UTC(year, month + 1, 1)) };
  return lastMonth;
}

/** The hour of the ledger that holds `now`, in hours since 1970 (UTC). */
export function hourOf(now: Date): number {
  return Math.floor(now.getTime() / MS_PER_HOUR);
}

/** When that hour begins. */
export function hourStart(hour: number): Date {
  return new Date(hour * MS_PER_HOUR);
}
