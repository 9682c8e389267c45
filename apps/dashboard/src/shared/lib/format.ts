const number = new Intl.NumberFormat();
const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A count in the reader's own digits and separators. */
export function formatNumber(value: number): string {
  return number.format(value);
}

/** A share between 0 and 1. */
export function formatShare(part: number, whole: number): string {
  return percent.format(whole > 0 ? part / whole : 0);
}

/** The exact moment in the reader's time zone, for titles. */
export function formatExact(at: string | Date): string {
  return exact.format(new Date(at));
}

/** The day in the reader's time zone. */
export function formatDay(at: string | Date): string {
  return day.format(new Date(at));
}

/**
 * How long ago, in the largest unit that fits; a month and more is told as a date. What the server dates later than this machine's clock has
 * just happened: the clocks disagree.
 */
export function formatRelative(at: string | Date, now: Date): string {
  const moment = new Date(at);
  const distance = moment.getTime() - now.getTime();
  const size = -distance;
  if (size < 45_000) return 'just now';
  if (size < HOUR) return relative.format(Math.round(distance / MINUTE), 'minute');
  if (size < DAY) return relative.format(Math.round(distance / HOUR), 'hour');
  if (size < 30 * DAY) return relative.format(Math.round(distance / DAY), 'day');
  const sameYear = moment.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(
    moment,
  );
}

/** `1 call`, `2 calls`: the count with its noun. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`;
}
