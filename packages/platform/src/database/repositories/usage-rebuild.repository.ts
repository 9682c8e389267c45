import type { WorkspaceTransaction } from '../transaction';
import { CLOSE_LEDGER, LOCK_ROLLUPS, WAITING_LINES } from './usage-waiting.sql';

const sums = 'sum(calls), sum(cost), sum(denied)';
const anything = 'HAVING sum(calls) <> 0 OR sum(cost) <> 0 OR sum(denied) <> 0';

const MS_PER_DAY = 86_400_000;
/** The hour of a call is by the API's clock, its batch's time by the worker's. */
const CLOCKS_DISAGREE_MS = 3_600_000;

/** Hours of a span without what waits to be rolled up: that is added later, like everything else that waits. */
const rolledUpHours = (whose = ''): string => `
  SELECT hour, gpt_id, subscriber_id, action, tier, calls, cost, denied FROM usage_hourly
   WHERE workspace_id = $1 AND hour >= $2 AND hour < $3 ${whose}
  UNION ALL
  SELECT hour, gpt_id, subscriber_id, action, tier, -calls, -cost, -denied FROM (${WAITING_LINES}) w
   WHERE hour >= $2 AND hour < $3 ${whose}`;

const inSlice = (after: string, until: string): string =>
  `subscriber_id > ${after} AND (${until}::text IS NULL OR subscriber_id <= ${until})`;
const THESE = inSlice('$4', '$5');

const DAYS_OF_CALLERS: readonly string[] = [
  `DELETE FROM usage_daily WHERE workspace_id = $1 AND day >= $2::date AND day < $3::date AND ${THESE}`,
  `INSERT INTO usage_daily (workspace_id, day, gpt_id, subscriber_id, action, tier, calls, cost, denied)
   SELECT $1, (hour AT TIME ZONE 'UTC')::date, gpt_id, subscriber_id, action, tier, ${sums}
     FROM (${rolledUpHours(`AND ${THESE}`)}) h GROUP BY 2, 3, 4, 5, 6 ${anything}`,
];

const MONTHS_OF_CALLERS: readonly string[] = [
  `DELETE FROM usage_period WHERE workspace_id = $1 AND month >= $2::date AND month < $3::date AND ${THESE}`,
  `INSERT INTO usage_period (workspace_id, month, gpt_id, subscriber_id, calls, cost, denied)
   SELECT $1, $2::date, gpt_id, subscriber_id, ${sums} FROM usage_daily
    WHERE workspace_id = $1 AND day >= $2::date AND day < $3::date AND ${THESE} GROUP BY 3, 4`,
  `DELETE FROM usage_caller_monthly WHERE workspace_id = $1 AND month >= $2::date AND month < $3::date AND ${THESE}`,
  `INSERT INTO usage_caller_monthly (workspace_id, month, subscriber_id, calls, cost, denied)
   SELECT $1, month, subscriber_id, ${sums} FROM usage_period
    WHERE workspace_id = $1 AND month >= $2::date AND month < $3::date AND ${THESE} GROUP BY 2, 3`,
];

const HOURS_OF_GPTS: readonly string[] = [
  'DELETE FROM usage_gpt_hourly WHERE workspace_id = $1 AND hour >= $2 AND hour < $3',
  `INSERT INTO usage_gpt_hourly (workspace_id, hour, gpt_id, calls, cost, denied)
   SELECT $1, hour, gpt_id, ${sums} FROM (${rolledUpHours()}) h GROUP BY 2, 3 ${anything}`,
  'DELETE FROM usage_workspace_hourly WHERE workspace_id = $1 AND hour >= $2 AND hour < $3',
  `INSERT INTO usage_workspace_hourly (workspace_id, hour, calls, cost, denied)
   SELECT $1, hour, ${sums} FROM usage_gpt_hourly WHERE workspace_id = $1 AND hour >= $2 AND hour < $3 GROUP BY 2`,
];

const DAYS_OF_GPTS: readonly string[] = [
  'DELETE FROM usage_gpt_daily WHERE workspace_id = $1 AND day >= $2::date AND day < $3::date',
  `INSERT INTO usage_gpt_daily (workspace_id, day, gpt_id, action, tier, calls, cost, denied)
   SELECT $1, day, gpt_id, action, tier, ${sums} FROM usage_daily
    WHERE workspace_id = $1 AND day >= $2::date AND day < $3::date GROUP BY 2, 3, 4, 5`,
];

const MONTHS_OF_GPTS: readonly string[] = [
  'DELETE FROM usage_gpt_period WHERE workspace_id = $1 AND month >= $2::date AND month < $3::date',
  `INSERT INTO usage_gpt_period (workspace_id, month, gpt_id, action, tier, calls, cost, denied)
   SELECT $1, $2::date, gpt_id, action, tier, ${sums} FROM usage_gpt_daily
    WHERE workspace_id = $1 AND day >= $2::date AND day < $3::date GROUP BY 3, 4, 5`,
];

const OF_ALL_TIME: readonly string[] = [
  `DELETE FROM usage_totals WHERE workspace_id = $1 AND ${inSlice('$2', '$3')}`,
  `INSERT INTO usage_totals (workspace_id, gpt_id, subscriber_id, calls, cost, denied)
   SELECT $1, gpt_id, subscriber_id, ${sums} FROM usage_period WHERE workspace_id = $1 AND ${inSlice('$2', '$3')} GROUP BY 2, 3`,
  `DELETE FROM usage_caller_yearly WHERE workspace_id = $1 AND ${inSlice('$2', '$3')}`,
  `INSERT INTO usage_caller_yearly (workspace_id, year, subscriber_id, calls, cost, denied)
   SELECT $1, date_trunc('year', month::timestamp)::date, subscriber_id, ${sums} FROM usage_caller_monthly
    WHERE workspace_id = $1 AND ${inSlice('$2', '$3')} GROUP BY 2, 3`,
];

/** What batches that were written in a while ($4, $5) brought into hours of a span, onto what others brought. */
const ADD_FROM_BATCHES = `
  INSERT INTO usage_hourly (workspace_id, hour, gpt_id, subscriber_id, action, tier, calls, cost, denied)
  SELECT $1, hour, gpt_id, subscriber_id, action, tier, ${sums}
    FROM (${WAITING_LINES.replace('AND NOT p.rolled_up', 'AND p.written_at >= $4 AND p.written_at < $5')}) l
   WHERE hour >= $2 AND hour < $3 GROUP BY 2, 3, 4, 5, 6
  ON CONFLICT (workspace_id, hour, gpt_id, subscriber_id, action, tier) DO UPDATE
     SET calls = usage_hourly.calls + excluded.calls, cost = usage_hourly.cost + excluded.cost, denied = usage_hourly.denied + excluded.denied`;

/** The last caller of a slice: whoever has the row after so many. */
const sliceEnd = (table: string, time: string): string => `
  SELECT subscriber_id AS until FROM ${table} WHERE workspace_id = $1 AND subscriber_id > $2 ${time} ORDER BY subscriber_id LIMIT 1`;

/** From its first moment until just before the next one's. */
export interface RebuiltSpan {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Callers after this one in the order of their ids, those of about so many rows. */
export interface CallerSlice {
  readonly after: string;
  readonly rows: number;
}

/** Before all callers. */
export const NO_CALLER = '';

/**
 * Makes usage anew from what is finer, when somebody doubts it or has restored something. Counting goes on meanwhile. What is done in one
 * transaction does not grow with the workspace, but with `CallerSlice.rows`, or with what a workspace has in one day: roll-up waits for each, and
 * no statement may come near the timeout. Every rollup is made on its own account, so it is whole after each.
 */
export const usageRebuildRepository = {
  /**
   * Hours of a day or less from batches. Whatever the ledger says of these hours is replaced by what batches brought. Drains wait for the transaction.
   * @returns false, and nothing happened, when batches do not reach back that far: they must all be kept since `startsAt`.
   */
  async hoursFromBatches(tx: WorkspaceTransaction, { startsAt, endsAt }: RebuiltSpan): Promise<boolean> {
    await tx.manager.query(CLOSE_LEDGER);
    const [kept] = await tx.manager.query<{ since: Date; last: Date | null }[]>(
      `SELECT batches_kept_since AS since, (SELECT max(written_at) FROM usage_batch_parts WHERE workspace_id = $1) AS last FROM usage_books`,
      [tx.workspaceId],
    );
    const writtenSince = startsAt.getTime() - CLOCKS_DISAGREE_MS;
    if (kept === undefined || kept.since.getTime() > writtenSince) return false;
    const hours = [tx.workspaceId, ...timesOf({ startsAt, endsAt })];
    await tx.manager.query('DELETE FROM usage_hourly WHERE workspace_id = $1 AND hour >= $2 AND hour < $3', hours);
    // Late batches hold early hours, so all that were written since have to be read; a day's at a time.
    for (let from = writtenSince; from <= (kept.last?.getTime() ?? 0); from += MS_PER_DAY) {
      await tx.manager.query(ADD_FROM_BATCHES, [...hours, new Date(from), new Date(from + MS_PER_DAY)]);
    }
    return true;
  },

  /** Days (where hours are kept) and months of some callers, of one month. @returns the last of them; null when there are no more. */
  async callersOfMonth(tx: WorkspaceTransaction, month: RebuiltSpan, { after, rows }: CallerSlice): Promise<string | null> {
    await tx.manager.query(LOCK_ROLLUPS, [tx.workspaceId]);
    const times = timesOf(month);
    const kept = await hoursAreKept(tx, month);
    const end = kept
      ? sliceEnd('usage_hourly', 'AND hour >= $3 AND hour < $4')
      : sliceEnd('usage_daily', 'AND day >= $3::date AND day < $4::date');
    const until = await lastOf(tx, `${end} OFFSET ${rows}`, [after, ...times]);
    const statements = kept ? [...DAYS_OF_CALLERS, ...MONTHS_OF_CALLERS] : MONTHS_OF_CALLERS;
    for (const statement of statements) await tx.manager.query(statement, [tx.workspaceId, ...times, after, until]);
    return until;
  },

  /** A day's hours (where the ledger's are kept) and its day, by GPT and of all, once the day's callers are done. */
  async gptsOfDay(tx: WorkspaceTransaction, day: RebuiltSpan): Promise<void> {
    await tx.manager.query(LOCK_ROLLUPS, [tx.workspaceId]);
    const statements = (await hoursAreKept(tx, day)) ? [...HOURS_OF_GPTS, ...DAYS_OF_GPTS] : DAYS_OF_GPTS;
    for (const statement of statements) await tx.manager.query(statement, [tx.workspaceId, ...timesOf(day)]);
  },

  /** A month by GPT, once its days are done: some rows a day. */
  async gptsOfMonth(tx: WorkspaceTransaction, month: RebuiltSpan): Promise<void> {
    await tx.manager.query(LOCK_ROLLUPS, [tx.workspaceId]);
    for (const statement of MONTHS_OF_GPTS) await tx.manager.query(statement, [tx.workspaceId, ...timesOf(month)]);
  },

  /** All-time totals and years of some callers, once their months are done. @returns the last of them; null when there are no more. */
  async totals(tx: WorkspaceTransaction, { after, rows }: CallerSlice): Promise<string | null> {
    await tx.manager.query(LOCK_ROLLUPS, [tx.workspaceId]);
    const until = await lastOf(tx, `${sliceEnd('usage_period', '')} OFFSET ${rows}`, [after]);
    for (const statement of OF_ALL_TIME) await tx.manager.query(statement, [tx.workspaceId, after, until]);
    return until;
  },

  /** From when until when the workspace has usage, null when it has none. Read from the ends of indexes. */
  async kept(tx: WorkspaceTransaction): Promise<{ readonly first: Date; readonly last: Date } | null> {
    const ends = (which: 'min' | 'max'): string =>
      `${which === 'min' ? 'least' : 'greatest'}(
        (SELECT ${which}(hour) FROM usage_hourly WHERE workspace_id = $1),
        (SELECT ${which}(day)::timestamp AT TIME ZONE 'UTC' FROM usage_daily WHERE workspace_id = $1),
        (SELECT ${which}(month)::timestamp AT TIME ZONE 'UTC' FROM usage_period WHERE workspace_id = $1))`;
    const [row] = await tx.manager.query<{ first: Date | null; last: Date | null }[]>(
      `SELECT ${ends('min')} AS first, ${ends('max')} AS last`,
      [tx.workspaceId],
    );
    if (row === undefined || row.first === null || row.last === null) return null;
    return { first: row.first, last: row.last };
  },
};

/** As text in UTC, which is right for Postgres both as a time and as a date. */
function timesOf({ startsAt, endsAt }: RebuiltSpan): [string, string] {
  return [startsAt.toISOString(), endsAt.toISOString()];
}

/**
 * Whether the span's hours are there to make its rollups from; else its days are the finest. They stay for as long as the transaction: a month of them is taken away only by who has
 * the whole ledger alone.
 */
async function hoursAreKept(tx: WorkspaceTransaction, { startsAt }: RebuiltSpan): Promise<boolean> {
  await tx.manager.query('LOCK TABLE usage_hourly IN ACCESS SHARE MODE');
  const [row] = await tx.manager.query<{ since: Date }[]>('SELECT hours_kept_since AS since FROM usage_books');
  return row !== undefined && startsAt >= row.since;
}

async function lastOf(tx: WorkspaceTransaction, sql: string, parameters: readonly string[]): Promise<string | null> {
  const [row] = await tx.manager.query<{ until: string }[]>(sql, [tx.workspaceId, ...parameters]);
  return row?.until ?? null;
}
