import { periodsAround, signedCoverOf } from '@gatehouse/core';
import { linesOf, type UsageFilter } from './usage-sources.sql';
import { WAITING_LINES } from './usage-waiting.sql';

/** Callers of a month or a year, by their calls of whichever GPT: in the index, the busiest are beside each other. */
interface List {
  readonly table: 'usage_caller_monthly' | 'usage_caller_yearly';
  /** Which month or year. */
  readonly is: string;
  /** How much of it is in the range. */
  readonly share: number;
}

/** Beyond that, looking everybody up one by one takes longer than reading everybody's rows: those of years are many. */
export const mostCandidates = (lists: readonly List[]): number => (lists[0]?.table === 'usage_caller_yearly' ? 20_000 : 5_000);

/** Lists that together hold at least the range: nobody has more calls in the range than in all of them. */
export function listsAround(filter: UsageFilter): readonly List[] {
  const { unit, periods } = periodsAround(filter);
  const table = unit === 'month' ? 'usage_caller_monthly' : 'usage_caller_yearly';
  return periods.map(({ startsAt, share }) => ({
    table,
    share,
    is: `workspace_id = $1 AND ${unit} = '${startsAt.toISOString().slice(0, 10)}'::date`,
  }));
}

/** The calls of whoever has that place in each list; null where the list is shorter. */
export function callsAtPlace(lists: readonly List[], place: number): string {
  const each = lists.map(
    ({ table, is }) => `(SELECT calls FROM ${table} WHERE ${is} ORDER BY calls DESC OFFSET ${place - 1} LIMIT 1)`,
  );
  return `SELECT ARRAY[${each.join(', ')}]::bigint[] AS calls`;
}

/** How many rows of the lists have at least so many calls; no more than one too many of each is counted. */
export function countAbove(lists: readonly List[], least: readonly number[]): string {
  const each = lists.map(
    (list, index) => `(SELECT count(*)::int FROM (SELECT ${above(list, least[index])} LIMIT ${mostCandidates(lists) + 1}) l)`,
  );
  return `SELECT ${each.join(' + ')} AS candidates`;
}

/**
 * `key, calls, cost, denied` in the range, exactly, of everybody who has at least so many calls in one of the lists, and of everybody with calls that
 * no list holds yet. Whoever is missing has fewer calls in the range than the sum of `least`.
 */
export function linesOfLeaders(lists: readonly List[], least: readonly number[], filter: UsageFilter): string {
  const { kept, waiting } = linesOf('subscriber', filter);
  // Also whoever waits in what is taken off: the ledger's hours, which are taken off, hold that already.
  const { from, to } = signedCoverOf(filter, 'month').around;
  const touched = `hour >= '${from.toISOString()}'::timestamptz AND hour < '${to.toISOString()}'::timestamptz`;
  const candidates = [
    ...lists.map((list, index) => `SELECT subscriber_id ${above(list, least[index])}`),
    `SELECT subscriber_id FROM (${WAITING_LINES}) w WHERE ${touched}`,
  ];
  // Nested on purpose: one by one, by the index on callers.
  const ofEach = `SELECT k.subscriber_id AS key, l.calls, l.cost, l.denied FROM (${candidates.join(' UNION ')}) k
    CROSS JOIN LATERAL (
      SELECT sum(calls) AS calls, sum(cost) AS cost, sum(denied) AS denied FROM (${kept}) m WHERE m.key = k.subscriber_id OFFSET 0) l`;
  return [ofEach, ...waiting].join('\n UNION ALL ');
}

function above({ table, is }: List, least = 0): string {
  return `FROM ${table} WHERE ${is} AND calls >= ${least}`;
}
