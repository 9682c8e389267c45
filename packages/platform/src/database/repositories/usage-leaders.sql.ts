import { monthsAround, signedCoverOf, type Span } from '@gatehouse/core';
import { linesOf, type UsageFilter } from './usage-sources.sql';
import { WAITING_LINES } from './usage-waiting.sql';

/** Callers by their calls, of one GPT or of whichever: in the index, the busiest are beside each other. */
interface List {
  readonly table: 'usage_caller_monthly' | 'usage_caller_yearly' | 'usage_period' | 'usage_totals';
  /** When; everything for the totals. */
  readonly during: string;
}

/** Lists that together hold at least the range: nobody has more calls in the range than in all of them. */
export type Lists = readonly List[];

/** Up to so many months are looked through one by one and nothing else. */
const FEW_MONTHS = 4;

/** The months around the range; for a long range also what is coarser and does not say by chance of a month that somebody is busy. */
export function listsAround(filter: UsageFilter): readonly [Lists, ...Lists[]] {
  const spans = monthsAround(filter);
  const table = monthsOf(filter);
  const months = spans.map((month) => ({ table, during: `AND month = ${date(month.from)}` }));
  if (months.length <= FEW_MONTHS) return [months];
  if (filter.gptId !== null) return [months, [{ table: 'usage_totals', during: '' }]];
  const years = [...new Set(spans.map(({ from }) => from.getUTCFullYear()))];
  return [months, years.map((year) => ({ table: 'usage_caller_yearly', during: `AND year = '${year}-01-01'::date` }))];
}

/** The calls of whoever has that place in each list, null where the list is shorter; and what time it is. `$1` workspace, `$2` GPT or null. */
export function callsAtPlace(lists: Lists, place: number): string {
  const each = lists.map((list) => `(SELECT calls ${rowsOf(list)} ORDER BY calls DESC OFFSET ${place - 1} LIMIT 1)`);
  return `SELECT ARRAY[${each.join(', ')}]::bigint[] AS calls, now() AS now, ${KNOW_GPT}`;
}

/** How many of each list have at least so many calls; no more than one too many is counted. */
export function countAbove(lists: Lists, least: readonly number[], most: number): string {
  const each = lists.map(
    (list, index) => `(SELECT count(*)::int FROM (SELECT ${rowsAbove(list, least[index])} LIMIT ${most + 1}) l)`,
  );
  return `SELECT ARRAY[${each.join(', ')}] AS places, ${KNOW_GPT}`;
}

/**
 * `key, calls, cost, denied` in the range, exactly, of everybody who has at least so many calls in one of the lists and `bound` in the months around
 * the range, and of everybody with calls that no rollup holds yet. Whoever is missing has fewer calls in the range than `bound`, if that is no less than
 * the sum of `least`.
 */
export function linesOfLeaders(lists: Lists, least: readonly number[], bound: number, filter: UsageFilter): string {
  const { days, rest, waiting } = linesOf('subscriber', filter);
  const { added, around } = signedCoverOf(filter, 'month');
  const months = monthsAround(filter);
  const [first, last] = [months[0]?.from ?? filter.from, months.at(-1)?.to ?? filter.to];
  const table = monthsOf(filter);
  const inRange = added.months.map((span) => within(span)).join(' OR ') || 'false';
  const inWhole = (what: string): string => `coalesce(sum(${what}) FILTER (WHERE ${inRange}), 0) AS ${what}`;
  // Those who wait also in what is taken off: the ledger's hours, which are taken off, hold that already.
  return `
    WITH waits AS MATERIALIZED (
      SELECT DISTINCT subscriber_id FROM (${WAITING_LINES}) w
       WHERE hour >= '${around.from.toISOString()}'::timestamptz AND hour < '${around.to.toISOString()}'::timestamptz),
    picked AS MATERIALIZED (
      ${lists.map((list, index) => `SELECT subscriber_id ${rowsAbove(list, least[index])}`).join(' UNION ')}
      UNION SELECT subscriber_id FROM waits),
    near AS MATERIALIZED (
      SELECT k.subscriber_id, m.calls, m.cost, m.denied FROM picked k
       CROSS JOIN LATERAL (
         SELECT sum(calls) AS around, ${inWhole('calls')}, ${inWhole('cost')}, ${inWhole('denied')} FROM ${table}
          WHERE workspace_id = $1 AND subscriber_id = k.subscriber_id ${ofGpt(table)} AND ${within({ from: first, to: last })} OFFSET 0) m
       WHERE m.around >= ${bound} OR k.subscriber_id IN (SELECT subscriber_id FROM waits))
    ${[
      'SELECT subscriber_id AS key, calls, cost, denied FROM near',
      // One by one, by the index on callers, which no estimate is to talk Postgres out of.
      ...days.map((lines) => `SELECT * FROM (${lines}) l WHERE l.key = ANY (ARRAY(SELECT subscriber_id FROM near))`),
      // Often next to nothing, and then it is less to read it for everybody.
      ...rest.map((lines) => `SELECT l.* FROM near n JOIN (${lines}) l ON l.key = n.subscriber_id`),
      ...waiting,
    ].join('\n UNION ALL ')}`;
}

/** Every statement has the same parameters, also one that does not ask for the GPT. */
const KNOW_GPT = '$2::text AS gpt';

const monthsOf = ({ gptId }: UsageFilter): List['table'] => (gptId === null ? 'usage_caller_monthly' : 'usage_period');
const ofGpt = (table: List['table']): string => (table.startsWith('usage_caller') ? '' : 'AND gpt_id = $2');

const date = (time: Date): string => `'${time.toISOString().slice(0, 10)}'::date`;
const within = ({ from, to }: Span): string => `(month >= ${date(from)} AND month < ${date(to)})`;

const rowsOf = ({ table, during }: List): string => `FROM ${table} WHERE workspace_id = $1 ${ofGpt(table)} ${during}`;
const rowsAbove = (list: List, least = 0): string => `${rowsOf(list)} AND calls >= ${least}`;
