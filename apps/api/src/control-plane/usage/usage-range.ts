import { AppError } from '@gatehouse/core';

const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 24 * MS_PER_HOUR;
const DEFAULT_DAYS = 30;
/** A leap year, and a day for whoever counts in another time zone. */
const MAX_DAYS = 367;
/** The ledger knows nothing before or after; Postgres' own limits are further off. */
const [FIRST_YEAR, LAST_YEAR] = [2000, 2200];

export interface UsageRange {
  readonly from: Date;
  readonly to: Date;
}

/**
 * The whole hours that hold the time asked for: the ledger counts by the hour, so a part of one cannot be told from the rest.
 * @throws AppError `validation_failed`
 */
export function usageRange(fromText: string | undefined, toText: string | undefined, now: Date): UsageRange {
  const to = toText === undefined ? now.getTime() : timeOf('to', toText);
  const from = fromText === undefined ? to - DEFAULT_DAYS * MS_PER_DAY : timeOf('from', fromText);
  const range = {
    from: new Date(Math.floor(from / MS_PER_HOUR) * MS_PER_HOUR),
    to: new Date(Math.ceil(to / MS_PER_HOUR) * MS_PER_HOUR),
  };
  if (from >= to) throw refused('to', 'must be after from');
  if (range.to.getTime() - range.from.getTime() > MAX_DAYS * MS_PER_DAY) {
    throw refused('from', `must be at most ${MAX_DAYS} days before to`);
  }
  return range;
}

/** A text of the right form may still name no moment: the 45th of a month. */
function timeOf(field: string, text: string): number {
  const time = new Date(text.toUpperCase());
  const year = time.getUTCFullYear();
  if (Number.isNaN(year) || year < FIRST_YEAR || year >= LAST_YEAR) {
    throw refused(field, `must be a time between ${FIRST_YEAR} and ${LAST_YEAR}`);
  }
  return time.getTime();
}

function refused(field: string, message: string): AppError {
  return new AppError('validation_failed', { fields: [{ field, message }] });
}
