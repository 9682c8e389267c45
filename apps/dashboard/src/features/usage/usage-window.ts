import { toTimes, type UsageDays } from './usage-days';

export type UsageLast = '24h' | '7d' | '30d' | '90d' | '12m';

/** A length of time up to now, or days of one's choice. */
export type UsageSpan = UsageLast | UsageDays;

/** What a bar of a chart stands for, and by which clock it is told. */
export interface UsageScale {
  bucket: 'hour' | 'day';
  /** Undefined: the reader's own. */
  timeZone?: 'UTC';
}

export interface UsageWindow extends UsageScale {
  from: Date;
  /** Exclusive. */
  to: Date;
}

export interface UsagePoint {
  /** Start of the hour or day, in milliseconds since 1970. */
  at: number;
  calls: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Up to so many days are told by the hour. */
const MOST_DAYS_BY_HOUR = 7;
/** Hours are kept for a month at least, days for ever. */
const HOURS_SURELY_KEPT_MS = 28 * DAY_MS;

const shapes: Record<UsageLast, UsageScale & { size: number; count: number }> = {
  '24h': { bucket: 'hour', size: HOUR_MS, count: 24 },
  '7d': { bucket: 'hour', size: HOUR_MS, count: 7 * 24 },
  '30d': { bucket: 'day', timeZone: 'UTC', size: DAY_MS, count: 30 },
  '90d': { bucket: 'day', timeZone: 'UTC', size: DAY_MS, count: 90 },
  '12m': { bucket: 'day', timeZone: 'UTC', size: DAY_MS, count: 365 },
};

/** On whole hours or UTC days, so that every bar means the same length of time; a span up to now ends with the present one. */
export function buildUsageWindow(span: UsageSpan, now: Date): UsageWindow {
  if (typeof span !== 'string') return buildDaysWindow(span, now);
  const { size, count, ...scale } = shapes[span];
  const end = Math.floor(now.getTime() / size) * size + size;
  return { from: new Date(end - count * size), to: new Date(end), ...scale };
}

function buildDaysWindow(days: UsageDays, now: Date): UsageWindow {
  const { from, to } = toTimes(days);
  const byHour = to - from <= MOST_DAYS_BY_HOUR * DAY_MS && now.getTime() - from <= HOURS_SURELY_KEPT_MS;
  return { from: new Date(from), to: new Date(to), bucket: byHour ? 'hour' : 'day', timeZone: 'UTC' };
}

/** One point per bucket of the window, also for the hours in which nobody called. */
export function buildSeries(rows: readonly { key: string; calls: number }[], window: UsageWindow): UsagePoint[] {
  const size = window.bucket === 'hour' ? HOUR_MS : DAY_MS;
  const counts = new Map(rows.map((row) => [Math.floor(Date.parse(row.key) / size) * size, row.calls]));
  const points: UsagePoint[] = [];
  for (let at = window.from.getTime(); at < window.to.getTime(); at += size) points.push({ at, calls: counts.get(at) ?? 0 });
  return points;
}

/** Calls of the reader's own calendar day, and of the day before; a time zone's half hour falls to the day in which its hour began. */
export function sumDays(points: readonly UsagePoint[], now: Date): { today: number; yesterday: number } {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const midnightBefore = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1).getTime();
  return { today: sumCalls(points, midnight, Infinity), yesterday: sumCalls(points, midnightBefore, midnight) };
}

function sumCalls(points: readonly UsagePoint[], from: number, to: number): number {
  return points.reduce((sum, { at, calls }) => (at >= from && at < to ? sum + calls : sum), 0);
}
