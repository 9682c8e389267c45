import { signedCoverOf, type Span, type UsageCover } from '@gatehouse/core';
import { WAITING_LINES } from './usage-waiting.sql';

export type UsageGrouping = 'gpt' | 'subscriber' | 'action' | 'tier' | 'hour' | 'day';

export interface UsageFilter {
  /** From the beginning of this hour. */
  readonly from: Date;
  /** Until the beginning of this hour. */
  readonly to: Date;
  readonly gptId: string | null;
  readonly subscriberId: string | null;
}

type TimeColumn = 'hour' | 'day' | 'month';

interface Source {
  readonly table: string;
  readonly time: TimeColumn;
}

/** Where months, days and hours are read from. */
interface Sources {
  readonly coarsest: 'month' | 'day' | 'hour';
  readonly months: Source;
  readonly days: Source;
  readonly hours: Source;
}

const LEDGER: Source = { table: 'usage_hourly', time: 'hour' };
const OF_CALLERS: Sources = {
  coarsest: 'month',
  months: { table: 'usage_period', time: 'month' },
  days: { table: 'usage_daily', time: 'day' },
  hours: LEDGER,
};
const OF_GPTS: Sources = {
  coarsest: 'month',
  months: { table: 'usage_gpt_period', time: 'month' },
  days: { table: 'usage_gpt_daily', time: 'day' },
  hours: { table: 'usage_gpt_hourly', time: 'hour' },
};

/** When nothing is asked about GPTs, those that do not tell them apart either. */
const OF_ALL: Readonly<Record<'callers' | 'hours', Sources>> = {
  callers: { ...OF_CALLERS, months: { table: 'usage_caller_monthly', time: 'month' } },
  hours: { ...OF_GPTS, coarsest: 'hour', hours: { table: 'usage_workspace_hourly', time: 'hour' } },
};

/** The smallest tables that can answer: without a question about callers, those that do not tell them apart. */
function sourcesFor(groupBy: UsageGrouping, { subscriberId, gptId }: UsageFilter): Sources {
  const ofCaller = subscriberId !== null;
  if (gptId === null && groupBy === 'subscriber') return OF_ALL.callers;
  if (gptId === null && !ofCaller && (groupBy === 'hour' || groupBy === 'day')) return OF_ALL.hours;
  switch (groupBy) {
    case 'gpt':
      return ofCaller ? OF_CALLERS : OF_GPTS;
    case 'subscriber':
      return OF_CALLERS;
    case 'action':
    case 'tier':
      // Months of callers do not tell actions apart, hours of GPTs neither.
      return ofCaller ? { ...OF_CALLERS, coarsest: 'day' } : { ...OF_GPTS, hours: LEDGER };
    case 'day':
      return { ...(ofCaller ? OF_CALLERS : OF_GPTS), coarsest: 'day' };
    case 'hour':
      return { ...(ofCaller ? OF_CALLERS : OF_GPTS), coarsest: 'hour' };
  }
}

/** What is grouped by, as a column of a table with that column of time. */
function keyOf(groupBy: UsageGrouping, time: TimeColumn): string {
  if (groupBy === 'day') return time === 'hour' ? `(hour AT TIME ZONE 'UTC')::date` : time;
  return groupBy === 'gpt' || groupBy === 'subscriber' ? `${groupBy}_id` : groupBy;
}

/** `$1` workspace, `$2` GPT or null, `$3` subscriber or null. */
const WHOSE = `($2::text IS NULL OR gpt_id = $2) AND ($3::text IS NULL OR subscriber_id = $3)`;
const WHOSE_GPT = `($2::text IS NULL OR gpt_id = $2)`;
const WHOSE_CALLER = `$2::text IS NULL AND ($3::text IS NULL OR subscriber_id = $3)`;
const EVERYBODYS = '$2::text IS NULL AND $3::text IS NULL';

const literal = (time: Date): string => `'${time.toISOString()}'::timestamptz`;
const date = (time: Date): string => `'${time.toISOString().slice(0, 10)}'::date`;

/**
 * The lines `key, calls, cost, denied` whose sums are exact for the filter, from the coarsest rollups that are (`signedCoverOf`), and from what the
 * ledger holds and they do not yet. Parameters `$1` workspace, `$2` GPT or null, `$3` subscriber or null; times are written into the text,
 * so that Postgres reads only the partitions that it has to.
 */
export function usageLines(groupBy: UsageGrouping, filter: UsageFilter): string {
  const { months, days, rest, waiting } = linesOf(groupBy, filter);
  return [...months, ...days, ...rest, ...waiting].join('\n UNION ALL ');
}

/** The same lines, apart. */
export interface LinesOf {
  /** Of whole months. */
  readonly months: readonly string[];
  /** Of whole days beside them. */
  readonly days: readonly string[];
  /** Of hours at the edges, and all that is taken off. */
  readonly rest: readonly string[];
  /** Of what no rollup holds yet. */
  readonly waiting: readonly string[];
}

export function linesOf(groupBy: UsageGrouping, filter: UsageFilter): LinesOf {
  const sources = sourcesFor(groupBy, filter);
  const { added, takenOff } = signedCoverOf(filter, sources.coarsest);
  const from = (source: Source, spans: readonly Span[], sign: Sign = ''): string[] =>
    spans.map((span) => linesFrom(source, span, groupBy, sign));
  const waits = (cover: UsageCover, sign: Sign): string[] => {
    const rolledUp = [...cover.months, ...cover.days, ...(sources.hours === LEDGER ? [] : cover.hours)];
    return rolledUp.length > 0 ? [waitingLines(rolledUp, groupBy, sign)] : [];
  };
  return {
    months: from(sources.months, added.months),
    days: from(sources.days, added.days),
    rest: [
      ...from(sources.hours, added.hours),
      ...takenOff.flatMap((cover) => [
        ...from(sources.months, cover.months, '-'),
        ...from(sources.days, cover.days, '-'),
        ...from(sources.hours, cover.hours, '-'),
      ]),
    ],
    waiting: [...waits(added, ''), ...takenOff.flatMap((cover) => waits(cover, '-'))],
  };
}

/** The earliest hour of the ledger that the lines are read from; null when they are read from rollups alone. */
export function firstLedgerHour(groupBy: UsageGrouping, filter: UsageFilter): Date | null {
  const sources = sourcesFor(groupBy, filter);
  if (sources.hours !== LEDGER) return null;
  const { added, takenOff } = signedCoverOf(filter, sources.coarsest);
  const hours = [added, ...takenOff].flatMap((cover) => cover.hours.map(({ from }) => from.getTime()));
  return hours.length > 0 ? new Date(Math.min(...hours)) : null;
}

/** Whether lines are added or taken off. */
type Sign = '' | '-';
const signed = (sign: Sign): string => `${sign}calls AS calls, ${sign}cost AS cost, ${sign}denied AS denied`;

function linesFrom({ table, time }: Source, { from, to }: Span, groupBy: UsageGrouping, sign: Sign): string {
  const write = time === 'hour' ? literal : date;
  return `SELECT ${keyOf(groupBy, time)} AS key, ${signed(sign)} FROM ${table}
    WHERE workspace_id = $1 AND ${time} >= ${write(from)} AND ${time} < ${write(to)} AND ${whoseOf(table)}`;
}

function whoseOf(table: string): string {
  if (table.startsWith('usage_gpt')) return WHOSE_GPT;
  if (table.startsWith('usage_caller')) return WHOSE_CALLER;
  return table.startsWith('usage_workspace') ? EVERYBODYS : WHOSE;
}

function waitingLines(spans: readonly Span[], groupBy: UsageGrouping, sign: Sign): string {
  const inRange = spans.map(({ from, to }) => `(hour >= ${literal(from)} AND hour < ${literal(to)})`).join(' OR ');
  return `SELECT ${keyOf(groupBy, 'hour')} AS key, ${signed(sign)} FROM (${WAITING_LINES}) w WHERE (${inRange}) AND ${WHOSE}`;
}
