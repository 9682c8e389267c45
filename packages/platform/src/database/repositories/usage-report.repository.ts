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

const asTime = (expression: string): string => `to_char(${expression}, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

interface Shape {
  /** The key as text. */
  readonly key: string;
  readonly label: string;
  readonly join: string;
  readonly paged: boolean;
}

const named = { key: 'p.key', label: 'p.key', join: '', paged: true };
const hour = asTime(`p.key AT TIME ZONE 'UTC'`);
const day = asTime('p.key::timestamp');

const SHAPES: Readonly<Record<UsageGrouping, Shape>> = {
  gpt: { ...named, label: 'g.name', join: 'LEFT JOIN gpts g ON g.workspace_id = $1 AND g.id = p.key' },
  subscriber: {
    ...named,
    // Who called: a person, a key that stands for none, or all who were erased.
    label: `coalesce(s.email, k.name, CASE WHEN p.key = '${ERASED_CALLER}' THEN 'Erased subscribers' END)`,
    join: `LEFT JOIN subscribers s ON s.workspace_id = $1 AND s.id = p.key
           LEFT JOIN service_keys k ON k.workspace_id = $1 AND k.id = p.key`,
  },
  action: named,
  tier: named,
  hour: { key: hour, label: hour, join: '', paged: false },
  day: { key: day, label: day, join: '', paged: false },
};

const SUMS = 'sum(calls) AS calls, sum(cost) AS cost, sum(denied) AS denied';
const ANY_CALL = 'sum(calls) > 0 OR sum(denied) > 0';

/** Nobody has that many hours. */
const ALL_ROWS = 1_000_000;

/** The first may look too shallow, the second does not; one more for what moves meanwhile. */
const MOST_TURNS = 3;

/**
 * A hundred thousand groups fit into this much memory and not into the default; and compiling such a query, or sharing it among processes, takes longer
 * than running it. For the transaction alone.
 */
const READ_MUCH = `SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true),
  set_config('max_parallel_workers_per_gather', '0', true)`;

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
      const leaders = await ofLeaders(tx, question);
      if (leaders !== null) return leaders;
    }
    const lines = usageLines(question.groupBy, question);
    return reportFrom(await groupsOf(tx, question, lines), SHAPES[question.groupBy].paged ? limit : ALL_ROWS);
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
    const { key, label, join, paged } = SHAPES[question.groupBy];
    await tx.manager.query(READ_MUCH);
    const found = await tx.manager.query<Row[]>(
      `WITH p AS MATERIALIZED (
         SELECT key, ${SUMS} FROM (${usageLines(question.groupBy, question)}) l
          ${paged ? 'WHERE key > $4' : ''} GROUP BY 1 HAVING ${ANY_CALL}
          ORDER BY 1 ${paged ? `LIMIT ${question.limit}` : ''})
       SELECT ${key} AS key, ${label === key ? 'NULL' : label} AS label, p.calls, p.cost, p.denied FROM p ${join} ORDER BY p.key`,
      [tx.workspaceId, question.gptId, question.subscriberId, ...(paged ? [afterKey] : [])],
    );
    const { rows } = reportFrom(found, ALL_ROWS);
    return { rows, next: paged && rows.length === question.limit ? (rows.at(-1)?.key ?? null) : null };
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
    const rows = await groupsOf(tx, question, lines, usageLines('gpt', question));
    const last = Number(rows[limit - 1]?.calls ?? 0);
    if (rows.length > limit && last >= bound) return reportFrom(rows, limit);
    // Whoever looks at more finds no fewer calls at that place, so as many are enough, unless somebody is erased meanwhile.
    bound = rows.length > limit ? last : bound / 2;
  }
  return null;
}

/** One page and one row more, and beside each the sum of all: of the lines, unless other lines are given for it. */
function groupsOf(tx: WorkspaceTransaction, question: UsageQuestion, lines: string, linesOfAll?: string): Promise<Row[]> {
  const { key, label, join, paged } = SHAPES[question.groupBy];
  const order = (of: string): string => (paged ? `${of}.calls DESC, ${of}.key` : `${of}.key`);
  const after = paged ? question.after : null;
  const all = linesOfAll === undefined ? 'c' : `(${linesOfAll}) a`;
  const sql = `
    WITH c AS MATERIALIZED (
      SELECT key, ${SUMS} FROM (${lines}) l GROUP BY 1 HAVING ${ANY_CALL}),
    t AS (SELECT coalesce(sum(calls), 0) AS calls, coalesce(sum(cost), 0) AS cost, coalesce(sum(denied), 0) AS denied FROM ${all}),
    p AS (SELECT c.* FROM c ${after === null ? '' : 'WHERE c.calls < $4 OR (c.calls = $4 AND c.key > $5)'}
           ORDER BY ${order('c')} LIMIT ${(paged ? question.limit : ALL_ROWS) + 1})
    SELECT ${key} AS key, ${label === key ? 'NULL' : label} AS label, p.calls, p.cost, p.denied,
           t.calls AS all_calls, t.cost AS all_cost, t.denied AS all_denied
      FROM t LEFT JOIN p ON true ${join} ORDER BY ${order('p')}`;
  const parameters = [tx.workspaceId, question.gptId, question.subscriberId];
  return tx.manager.query(sql, after === null ? parameters : [...parameters, after.calls, after.key]);
}

interface Row {
  /** Null in the one row of an empty report. */
  readonly key: string | null;
  /** Null when the key is as good. */
  readonly label: string | null;
  readonly calls: string;
  readonly cost: string;
  readonly denied: string;
  readonly all_calls?: string;
  readonly all_cost?: string;
  readonly all_denied?: string;
}

function reportFrom(rows: readonly Row[], limit: number): UsageReport {
  const [first] = rows;
  const page = rows.flatMap((row) => (row.key === null ? [] : [{ ...row, key: row.key }])).slice(0, limit);
  const last = page.at(-1);
  return {
    total: {
      calls: exactly(first?.all_calls ?? '0'),
      cost: exactly(first?.all_cost ?? '0'),
      denied: exactly(first?.all_denied ?? '0'),
    },
    rows: page.map(({ key, label, calls, cost, denied }) => ({
      ...{ key, label: label ?? key },
      ...{ calls: exactly(calls), cost: exactly(cost), denied: exactly(denied) },
    })),
    next: rows.length > limit && last !== undefined ? { calls: last.calls, key: last.key } : null,
  };
}

/** @throws RangeError past 2^53: a count is refused rather than rounded. */
function exactly(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count)) throw new RangeError('a count exceeds 2^53');
  return count;
}
