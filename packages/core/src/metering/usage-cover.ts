import { monthOf } from './period';

const MS_PER_DAY = 86_400_000;

/** From `from` until just before `to`. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** A range of whole hours, taken apart: whole months, whole days beside them, and hours at the edges. Together they are the range. */
export interface UsageCover {
  readonly months: readonly Span[];
  readonly days: readonly Span[];
  readonly hours: readonly Span[];
}

/**
 * The coarsest parts of a range whose sums are exactly the range's sum. In UTC, where every day has 24 hours.
 * @param coarsest what may be read at most: an answer by day needs days
 */
export function coverOf(range: Span, coarsest: 'month' | 'day' | 'hour'): UsageCover {
  if (coarsest === 'hour') return { months: [], days: [], hours: spans(range) };
  const days = within(range, startOfDay);
  if (days === null) return { months: [], days: [], hours: spans(range) };
  const hours = beside(range, days);
  const months = coarsest === 'month' ? within(days, startOfMonth) : null;
  if (months === null) return { months: [], days: [days], hours };
  return { months: [months], days: beside(days, months), hours };
}

/** What has to be added, and what of it taken off again, to have a range. */
export interface SignedCover {
  readonly added: UsageCover;
  readonly takenOff: readonly UsageCover[];
  /** Everything that is added, before something is taken off. */
  readonly around: Span;
}

/**
 * The same by way of whole months where that is less to read: of a month that is mostly in the range, the rest is taken off. Most ranges end now, and
 * what is left of this month then is empty.
 */
export function signedCoverOf(range: Span, coarsest: 'month' | 'day' | 'hour'): SignedCover {
  if (coarsest !== 'month') return { added: coverOf(range, coarsest), takenOff: [], around: range };
  const first = monthOf(range.from);
  const last = monthOf(new Date(range.to.getTime() - 1));
  const before = { from: first.startsAt, to: range.from };
  const after = { from: range.to, to: last.endsAt };
  const startsEarly = lengthOf(before) < lengthOf({ from: range.from, to: earlier(range.to, first.endsAt) });
  const endsLate = lengthOf(after) < lengthOf({ from: later(range.from, last.startsAt), to: range.to });
  const around = { from: startsEarly ? before.from : range.from, to: endsLate ? after.to : range.to };
  const takenOff = [...(startsEarly ? spans(before) : []), ...(endsLate ? spans(after) : [])];
  return { added: coverOf(around, coarsest), takenOff: takenOff.map((span) => coverOf(span, coarsest)), around };
}

const lengthOf = ({ from, to }: Span): number => to.getTime() - from.getTime();
const earlier = (one: Date, other: Date): Date => (one < other ? one : other);
const later = (one: Date, other: Date): Date => (one > other ? one : other);

export interface PeriodAround {
  readonly startsAt: Date;
  /** How much of it is in the range: 1 when all is. */
  readonly share: number;
}

/** Longer spans are surrounded by years: each more of the surrounding periods makes the surrounding looser. */
const MOST_MONTHS_AROUND = 4;

/**
 * A few whole calendar months, or else years (UTC), that together hold at least the range: what somebody used in them is
 * never less than what they used in the range.
 */
export function periodsAround({ from, to }: Span): {
  readonly unit: 'month' | 'year';
  readonly periods: readonly PeriodAround[];
} {
  const last = new Date(to.getTime() - 1);
  const months = (last.getUTCFullYear() - from.getUTCFullYear()) * 12 + last.getUTCMonth() - from.getUTCMonth() + 1;
  const [unit, count] =
    months <= MOST_MONTHS_AROUND
      ? (['month', months] as const)
      : (['year', last.getUTCFullYear() - from.getUTCFullYear() + 1] as const);
  const startOf = (index: number): Date =>
    unit === 'month'
      ? new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + index))
      : new Date(Date.UTC(from.getUTCFullYear() + index, 0));
  const periods = Array.from({ length: count }, (_, index) => {
    const [startsAt, endsAt] = [startOf(index), startOf(index + 1)];
    const within = Math.min(endsAt.getTime(), to.getTime()) - Math.max(startsAt.getTime(), from.getTime());
    return { startsAt, share: within / (endsAt.getTime() - startsAt.getTime()) };
  });
  return { unit, periods };
}

/** The next boundary at or after a time, or at or before it. */
type Boundary = (time: Date, which: 'next' | 'last') => Date;

const startOfDay: Boundary = (time, which) => {
  const days = time.getTime() / MS_PER_DAY;
  return new Date((which === 'next' ? Math.ceil(days) : Math.floor(days)) * MS_PER_DAY);
};

const startOfMonth: Boundary = (time, which) => {
  const { startsAt, endsAt } = monthOf(time);
  return which === 'last' || startsAt.getTime() === time.getTime() ? startsAt : endsAt;
};

/** The largest part of the range that begins and ends at boundaries; null when there is none. */
function within({ from, to }: Span, boundary: Boundary): Span | null {
  const part = { from: boundary(from, 'next'), to: boundary(to, 'last') };
  return part.from < part.to ? part : null;
}

/** What the range has beside that part of it. */
function beside(range: Span, part: Span): readonly Span[] {
  return [...spans({ from: range.from, to: part.from }), ...spans({ from: part.to, to: range.to })];
}

function spans(span: Span): readonly Span[] {
  return span.from < span.to ? [span] : [];
}
