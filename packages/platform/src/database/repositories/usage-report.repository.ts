import { ERASED_CALLER } from '@gatehouse/core';
import type { WorkspaceTransaction } from '../transaction';
import { beginSearch, fewestAbove } from './usage-leaders.search';
import { linesOfLeaders } from './usage-leaders.sql';
import { firstLedgerHour, type UsageFilter, type UsageGrouping, usageLines } from './usage-sources.sql';

export interface UsageQuestion extends UsageFilter {
  readonly groupBy: UsageGrouping;
  /** Rows at most, the largest first. Not for hours and days, which come all, in their order. */
  readonly limit: number;
  /** Only rows after this one. */
  readonly after: UsageCursor | null;
}

/** Where a page ended. Counts are text, as Postgres hands them over. */
export interface UsageCursor {
  readonly calls: string;
  readonly key: string;
}

export interface UsageReportRow {
  /** An id, a name, or the beginning of the hour or day (RFC 3339, UTC). */
  readonly key: string;
  readonly label: string;
  readonly calls: number;
  readonly cost: number;
  readonly denied: number;
}

export interface UsageReport {
  /** Of all rows, also of those on other pages. */
  readonly total: { readonly calls: number; readonly cost: number; readonly denied: number };
  readonly rows: readonly UsageReportRow[];
  /** Null when nothing follows. */
  readonly next: UsageCursor | null;
}

interface Shape {
  /** Null when the key is as good. */
  readonly label: string;
  readonly join: string;
}

const named = { label: 'NULL', join: '' };

/** What comes in pages. Hours and days come all at once. */
const SHAPES: Readonly<Record<Exclude<UsageGrouping, 'hour' | 'day'>, Shape>> = {
  gpt: { label: 'g.name', join: 'LEFT JOIN gpts g ON g.workspace_id = $1 AND g.id = p.key' },
  subscriber: {
    // Who called: a person, a key that stands for none, or all who were erased.
    label: `coalesce(s.email, k.name, CASE WHEN p.key = '${ERASED_CALLER}' THEN 'Erased subscribers' END)`,
    join: `LEFT JOIN subscribers s ON s.workspace_id = $1 AND s.id = p.key
           LEFT JOIN service_keys k ON k.workspace_id = $1 AND k.id = p.key`,
  },
  action: named,
  tier: named,
};

const SUMS = 'sum(calls) AS calls, sum(cost) AS cost, sum(denied) AS denied';
const ANY_CALL = 'sum(calls) > 0 OR sum(denied) > 0';

/** The first may look too shallow, the second does not; one more for what moves meanwhile. */
const MOST_TURNS = 3;

/**
 * A hundred thousand groups fit into this much memory and not into the default; and compiling such a query takes longer than running it. For
 * the transaction alone.
 */
const READ_MUCH = `SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`;

/** To share a short statement among processes takes longer than to run it; everybody's rows are read sooner by several. */
const BY_ONE_PROCESS = 'SET LOCAL max_parallel_workers_per_gather = 0';
const BY_SEVERAL = 'RESET max_parallel_workers_per_gather';

/** Usage as the creator reads it. */
export const usageReportRepository = {
  /**
   * Accepted calls and their cost, and refused ones, as far as they have reached the ledger; exact, whatever it is read from. One statement:
   * total and rows are of the same moment. Groups without any call have no row; those whose calls were all refused come last.
   */
  async report(tx: WorkspaceTransaction, question: UsageQuestion): Promise<UsageReport> {
    const { limit } = question;
    await tx.manager.query(READ_MUCH);
    if (question.groupBy === 'subscriber' && question.subscriberId === null) {
      await tx.manager.query(BY_ONE_PROCESS);
      const leaders = await ofLeaders(tx, question);
      if (leaders !== null) return leaders;
      await tx.manager.query(BY_SEVERAL);
    }
    if (question.groupBy === 'hour' || question.groupBy === 'day') return ofTimes(await timesOf(tx, question));
    return reportFrom(await pageOf(tx, question, SHAPES[question.groupBy], usageLines(question.groupBy, question)), limit);
  },

  /** Whether the report has a row of that key. Asked apart from the rows, because a page is short, and what is to be said of the report must not depend on which page is read. */
  async holds(tx: WorkspaceTransaction, question: UsageQuestion, key: string): Promise<boolean> {
    const [row] = await tx.manager.query<{ held: boolean }[]>(
      `SELECT EXISTS (SELECT FROM (${usageLines(question.groupBy, question)}) l WHERE key = $4 HAVING ${ANY_CALL}) AS held`,
      [tx.workspaceId, question.gptId, question.subscriberId, key],
    );
    return row?.held ?? false;
  },

  /**
   * The next rows in the order of their keys, which never change: whoever is in the report when an export begins is in it once, however long it
   * takes. Hours and days come all at once.
   */
  async batchByKey(
    tx: WorkspaceTransaction,
    question: Omit<UsageQuestion, 'after'>,
    afterKey: string,
  ): Promise<{ readonly rows: readonly UsageReportRow[]; readonly next: string | null }> {
    await tx.manager.query(READ_MUCH);
    if (question.groupBy === 'hour' || question.groupBy === 'day') {
      return { rows: rowsFrom(await timesOf(tx, question)), next: null };
    }
    const { label, join } = SHAPES[question.groupBy];
    const found = await tx.manager.query<Row[]>(
      `WITH p AS MATERIALIZED (
         SELECT key, ${SUMS} FROM (${usageLines(question.groupBy, question)}) l
          WHERE key > $4 GROUP BY 1 HAVING ${ANY_CALL} ORDER BY 1 LIMIT ${question.limit})
       SELECT p.key, ${label} AS label, p.calls, p.cost, p.denied FROM p ${join} ORDER BY p.key`,
      [tx.workspaceId, question.gptId, question.subscriberId, afterKey],
    );
    const rows = rowsFrom(found);
    return { rows, next: rows.length === question.limit ? (rows.at(-1)?.key ?? null) : null };
  },

  /** How many people had a call accepted in the range; neither service keys nor who was erased since. Exact, and so as costly as to read everybody's rows. */
  async activeSubscribers(tx: WorkspaceTransaction, filter: UsageFilter): Promise<number> {
    await tx.manager.query(READ_MUCH);
    const [row] = await tx.manager.query<{ active: number }[]>(
      `SELECT count(*)::int AS active FROM (
         SELECT FROM (${usageLines('subscriber', filter)}) l WHERE starts_with(key, 'usr_') GROUP BY key HAVING sum(calls) > 0) a`,
      [tx.workspaceId, filter.gptId, filter.subscriberId],
    );
    return row?.active ?? 0;
  },

  /** The first hour that the question needs by the hour and by caller: the ledger must reach back to it. Null when it needs none. */
  firstHourNeeded(question: UsageQuestion): Date | null {
    return firstLedgerHour(question.groupBy, question);
  },
};

/**
 * The page read from those alone who can be on it (ADR 0029): whoever is not looked at has fewer calls than the last one on it. Null when that
 * cannot be told from a few: then everybody's rows are to be read.
 */
async function ofLeaders(tx: WorkspaceTransaction, question: UsageQuestion): Promise<UsageReport | null> {
  const { limit, after } = question;
  const search = await beginSearch(tx, question, limit);
  // Those before the cursor have to be passed over as well.
  let bound = Math.min(search.expected, after === null ? Infinity : Number(after.calls) * 0.8);
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    bound = Math.floor(bound);
    const few = bound > 0 ? await fewestAbove(tx, question, search, bound) : null;
    if (few === null) return null;
    const lines = linesOfLeaders(few.lists, few.least, bound, question);
    const rows = await pageOf(tx, question, SHAPES.subscriber, lines, usageLines('gpt', question));
    const last = Number(rows[limit - 1]?.calls ?? 0);
    if (rows.length > limit && last >= bound) return reportFrom(rows, limit);
    // Whoever looks at more finds no fewer calls at that place, so as many are enough, unless somebody is erased meanwhile.
    bound = rows.length > limit ? last : bound / 2;
  }
  return null;
}

/** One page and one row more, and beside each the sum of all: of the lines, unless other lines are given for it. */
function pageOf(
  tx: WorkspaceTransaction,
  { gptId, subscriberId, limit, after }: UsageQuestion,
  { label, join }: Shape,
  lines: string,
  linesOfAll?: string,
): Promise<Row[]> {
  const all = linesOfAll === undefined ? 'c' : `(${linesOfAll}) a`;
  const sql = `
    WITH c AS MATERIALIZED (
      SELECT key, ${SUMS} FROM (${lines}) l GROUP BY 1 HAVING ${ANY_CALL}),
    t AS (SELECT coalesce(sum(calls), 0) AS calls, coalesce(sum(cost), 0) AS cost, coalesce(sum(denied), 0) AS denied FROM ${all}),
    p AS (SELECT c.* FROM c ${after === null ? '' : 'WHERE c.calls < $4 OR (c.calls = $4 AND c.key > $5)'}
           ORDER BY c.calls DESC, c.key LIMIT ${limit + 1})
    SELECT p.key, ${label} AS label, p.calls, p.cost, p.denied, t.calls AS all_calls, t.cost AS all_cost, t.denied AS all_denied
      FROM t LEFT JOIN p ON true ${join} ORDER BY p.calls DESC, p.key`;
  const parameters = [tx.workspaceId, gptId, subscriberId];
  return tx.manager.query(sql, after === null ? parameters : [...parameters, after.calls, after.key]);
}

/** All hours or days, in their order. A year has thousands of hours: they come as numbers, and nothing comes with each that could be made of all. */
async function timesOf(tx: WorkspaceTransaction, question: Omit<UsageQuestion, 'after'>): Promise<KeyedRow[]> {
  const found = await tx.manager.query<KeyedRow[]>(
    `SELECT extract(epoch FROM p.key)::bigint AS key, p.calls, p.cost, p.denied
       FROM (SELECT key, ${SUMS} FROM (${usageLines(question.groupBy, question)}) l GROUP BY 1 HAVING ${ANY_CALL}) p ORDER BY p.key`,
    [tx.workspaceId, question.gptId, question.subscriberId],
  );
  return found.map((row) => ({ ...row, key: `${new Date(Number(row.key) * 1000).toISOString().slice(0, 19)}Z` }));
}

interface KeyedRow {
  readonly key: string;
  /** Missing or null when the key is as good. */
  readonly label?: string | null;
  readonly calls: string;
  readonly cost: string;
  readonly denied: string;
}

interface Row extends Omit<KeyedRow, 'key'> {
  /** Null in the one row of an empty report. */
  readonly key: string | null;
  readonly all_calls?: string;
  readonly all_cost?: string;
  readonly all_denied?: string;
}

function ofTimes(found: readonly KeyedRow[]): UsageReport {
  const rows = rowsFrom(found);
  const sumOf = (what: 'calls' | 'cost' | 'denied'): number => exactly(rows.reduce((sum, row) => sum + row[what], 0));
  return { total: { calls: sumOf('calls'), cost: sumOf('cost'), denied: sumOf('denied') }, rows, next: null };
}

function reportFrom(found: readonly Row[], limit: number): UsageReport {
  const [first] = found;
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    total: {
      calls: exactly(Number(first?.all_calls ?? 0)),
      cost: exactly(Number(first?.all_cost ?? 0)),
      denied: exactly(Number(first?.all_denied ?? 0)),
    },
    rows: rowsFrom(page),
    next: found.length > limit && last !== undefined && last.key !== null ? { calls: last.calls, key: last.key } : null,
  };
}

function rowsFrom(found: readonly Row[]): UsageReportRow[] {
  return found.flatMap(({ key, label, calls, cost, denied }) =>
    key === null
      ? []
      : [
          {
            key,
            label: label ?? key,
            calls: exactly(Number(calls)),
            cost: exactly(Number(cost)),
            denied: exactly(Number(denied)),
          },
        ],
  );
}

/** @throws RangeError past 2^53: a count is refused rather than rounded. */
function exactly(count: number): number {
  if (!Number.isSafeInteger(count)) throw new RangeError('a count exceeds 2^53');
  return count;
}
