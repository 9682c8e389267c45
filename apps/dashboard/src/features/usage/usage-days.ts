import { collectMessages } from '../../shared/lib/form';

/** UTC days as `2026-11-01`, the last one included. */
export interface UsageDays {
  first: string;
  last: string;
}

const DAY_MS = 86_400_000;
/** What the API tells at once: a leap year and a day. */
export const MOST_DAYS = 367;
/** The ledger knows nothing before or after. */
export const [EARLIEST_DAY, LATEST_DAY] = ['2000-01-01', '2198-12-31'];

const inWords = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

/** Midnight (UTC) at which the day begins; undefined for what is no day, such as the 31st of a June. */
function beginningOf(day: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) || dayOf(at) !== day ? undefined : at;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** What is wrong with the days, at the one that people would change. */
export function checkDays({ first, last }: UsageDays): Partial<Record<keyof UsageDays, string>> {
  const wrong = collectMessages({ first: checkDay(first), last: checkDay(last) });
  if (Object.keys(wrong).length > 0) return wrong;
  if (first > last) return { last: 'The last day must not be before the first.' };
  const { from, to } = toTimes({ first, last });
  if ((to - from) / DAY_MS > MOST_DAYS) return { first: `At most ${MOST_DAYS} days can be shown at once.` };
  return {};
}

function checkDay(day: string): string | undefined {
  if (day === '') return 'Choose a day.';
  if (beginningOf(day) === undefined) return `There is no day ${day}.`;
  if (day < EARLIEST_DAY || day > LATEST_DAY)
    return `Choose a day from ${EARLIEST_DAY.slice(0, 4)} to ${LATEST_DAY.slice(0, 4)}.`;
  return undefined;
}

/** From the beginning of the first day to the end of the last, for days that have been checked. */
export function toTimes({ first, last }: UsageDays): { from: number; to: number } {
  return { from: beginningOf(first) ?? NaN, to: (beginningOf(last) ?? NaN) + DAY_MS };
}

/** The days that hold a time. @param to exclusive */
export function holdingDays({ from, to }: { from: Date; to: Date }): UsageDays {
  return { first: dayOf(from.getTime()), last: dayOf(to.getTime() - 1) };
}

/** `Nov 1 – 15, 2026` */
export function tellDays(days: UsageDays): string {
  const { from, to } = toTimes(days);
  return inWords.formatRange(from, to - 1);
}
