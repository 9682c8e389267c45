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

/** The calendar months (UTC) that hold something of a range: together they hold all of it, and what is around it in the first and the last. */
export function monthsAround({ from, to }: Span): readonly Span[] {
  const months: Span[] = [];
  for (let start = from; start < to;) {
    const { startsAt, endsAt } = monthOf(start);
    months.push({ from: startsAt, to: endsAt });
    start = endsAt;
  }
  return months;
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
