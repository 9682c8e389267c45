import type { WorkspaceTransaction } from '../transaction';
import { CLOSE_LEDGER, LOCK_ROLLUPS, WAITING_LINES } from './usage-waiting.sql';

const sums = 'sum(calls), sum(cost), sum(denied)';
const anything = 'HAVING sum(calls) <> 0 OR sum(cost) <> 0 OR sum(denied) <> 0';

/** The hour of a call is by the API's clock, its batch's time by the worker's. */
const CLOCKS_DISAGREE_MS = 3_600_000;

/** A month's hours without what waits to be rolled up: that is added later, like everything else that waits. */
const ROLLED_UP_HOURS = `
  SELECT hour, gpt_id, subscriber_id, action, tier, calls, cost, denied FROM usage_hourly
   WHERE workspace_id = $1 AND hour >= $2 AND hour < $3
  UNION ALL
  SELECT hour, gpt_id, subscriber_id, action, tier, -calls, -cost, -denied FROM (${WAITING_LINES}) w WHERE hour >= $2 AND hour < $3`;

const FROM_HOURS: readonly string[] = [
  'DELETE FROM usage_daily WHERE workspace_id = $1 AND day >= $2::date AND day < $3::date',
  'DELETE FROM usage_gpt_hourly WHERE workspace_id = $1 AND hour >= $2 AND hour < $3',
  'DELETE FROM usage_workspace_hourly WHERE workspace_id = $1 AND hour >= $2 AND hour < $3',
  `INSERT INTO usage_daily (workspace_id, day, gpt_id, subscriber_id, action, tier, calls, cost, denied)
   SELECT $1, (hour AT TIME ZONE 'UTC')::date, gpt_id, subscriber_id, action, tier, ${sums} FROM (${ROLLED_UP_HOURS}) h
    GROUP BY 2, 3, 4, 5, 6 ${anything}`,
  `INSERT INTO usage_gpt_hourly (workspace_id, hour, gpt_id, calls, cost, denied)
   SELECT $1, hour, gpt_id, ${sums} FROM (${ROLLED_UP_HOURS}) h GROUP BY 2, 3 ${anything}`,
  `INSERT INTO usage_workspace_hourly (workspace_id, hour, calls, cost, denied)
   SELECT $1, hour, ${sums} FROM usage_gpt_hourly WHERE workspace_id = $1 AND hour >= $2 AND hour < $3 GROUP BY 2`,
];

const FROM_DAYS: readonly string[] = [
  'DELETE FROM usage_period WHERE workspace_id = $1 AND month = $2::date',
  'DELETE FROM usage_gpt_daily WHERE workspace_id = $1 AND day >= $2::date AND day < $3::date',
  'DELETE FROM usage_gpt_period WHERE workspace_id = $1 AND month = $2::date',
  `INSERT INTO usage_period (workspace_id, month, gpt_id, subscriber_id, calls, cost, denied)
   SELECT $1, $2::date, gpt_id, subscriber_id, ${sums} FROM usage_daily
    WHERE workspace_id = $1 AND day >= $2::date AND day < $3::date GROUP BY 3, 4`,
  'DELETE FROM usage_caller_monthly WHERE workspace_id = $1 AND month = $2::date',
  `INSERT INTO usage_caller_monthly (workspace_id, month, subscriber_id, calls, cost, denied)
   SELECT $1, month, subscriber_id, ${sums} FROM usage_period WHERE workspace_id = $1 AND month = $2::date GROUP BY 2, 3`,
  `INSERT INTO usage_gpt_daily (workspace_id, day, gpt_id, action, tier, calls, cost, denied)
   SELECT $1, day, gpt_id, action, tier, ${sums} FROM usage_daily
    WHERE workspace_id = $1 AND day >= $2::date AND day < $3::date GROUP BY 2, 3, 4, 5`,
  `INSERT INTO usage_gpt_period (workspace_id, month, gpt_id, action, tier, calls, cost, denied)
   SELECT $1, $2::date, gpt_id, action, tier, ${sums} FROM usage_gpt_daily
    WHERE workspace_id = $1 AND day >= $2::date AND day < $3::date GROUP BY 3, 4, 5`,
];

/** A calendar month (UTC): its first moment, and the next one's. */
export interface Month {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Makes usage anew from what is finer, when somebody doubts it or has restored something. Counting goes on meanwhile. */
export const usageRebuildRepository = {
  /**
   * Hours from batches. Whatever the ledger says of these hours is replaced by what batches brought. Drains wait for the transaction.
   * @returns false, and nothing happened, when batches do not reach back that far: they must all be kept since `from`.
   */
  async hoursFromBatches(tx: WorkspaceTransaction, from: Date, to: Date): Promise<boolean> {
    await tx.manager.query(CLOSE_LEDGER);
    const [kept] = await tx.manager.query<{ since: Date }[]>('SELECT batches_kept_since AS since FROM usage_books');
    const writtenSince = new Date(from.getTime() - CLOCKS_DISAGREE_MS);
    if (kept === undefined || kept.since > writtenSince) return false;
    const parameters = [tx.workspaceId, from, to];
    await tx.manager.query('DELETE FROM usage_hourly WHERE workspace_id = $1 AND hour >= $2 AND hour < $3', parameters);
    await tx.manager.query(
      `INSERT INTO usage_hourly (workspace_id, hour, gpt_id, subscriber_id, action, tier, calls, cost, denied)
       SELECT $1, hour, gpt_id, subscriber_id, action, tier, ${sums}
         FROM (${WAITING_LINES.replace('AND NOT p.rolled_up', 'AND p.written_at >= $4')}) l
        WHERE hour >= $2 AND hour < $3 GROUP BY 2, 3, 4, 5, 6`,
      [...parameters, writtenSince],
    );
    return true;
  },

  /** A month's days from its hours, where hours are still kept, and everything coarser from its days. Roll-up waits for the transaction. */
  async month(tx: WorkspaceTransaction, { startsAt, endsAt }: Month, hoursAreKept: boolean): Promise<void> {
    await tx.manager.query(LOCK_ROLLUPS, [tx.workspaceId]);
    for (const statement of [...(hoursAreKept ? FROM_HOURS : []), ...FROM_DAYS]) {
      const parameters = [tx.workspaceId, startsAt, endsAt];
      await tx.manager.query(statement, statement.includes('$3') ? parameters : parameters.slice(0, 2));
    }
  },

  /** All-time totals and years from months. */
  async totals(tx: WorkspaceTransaction): Promise<void> {
    await tx.manager.query(LOCK_ROLLUPS, [tx.workspaceId]);
    await tx.manager.query('DELETE FROM usage_totals WHERE workspace_id = $1', [tx.workspaceId]);
    await tx.manager.query(
      `INSERT INTO usage_totals (workspace_id, gpt_id, subscriber_id, calls, cost, denied)
       SELECT $1, gpt_id, subscriber_id, ${sums} FROM usage_period WHERE workspace_id = $1 GROUP BY 2, 3`,
      [tx.workspaceId],
    );
    await tx.manager.query('DELETE FROM usage_caller_yearly WHERE workspace_id = $1', [tx.workspaceId]);
    await tx.manager.query(
      `INSERT INTO usage_caller_yearly (workspace_id, year, subscriber_id, calls, cost, denied)
       SELECT $1, date_trunc('year', month::timestamp)::date, subscriber_id, ${sums} FROM usage_caller_monthly WHERE workspace_id = $1 GROUP BY 2, 3`,
      [tx.workspaceId],
    );
  },

  /** The months that the workspace has usage in, oldest first. */
  async months(tx: WorkspaceTransaction): Promise<{ readonly startsAt: Date; readonly hoursAreKept: boolean }[]> {
    const rows = await tx.manager.query<{ starts_at: Date; kept: boolean }[]>(
      `SELECT month::timestamp AT TIME ZONE 'UTC' AS starts_at, month::timestamp AT TIME ZONE 'UTC' >= (SELECT hours_kept_since FROM usage_books) AS kept
         FROM (SELECT DISTINCT date_trunc('month', hour AT TIME ZONE 'UTC')::date AS month FROM usage_hourly WHERE workspace_id = $1
               UNION SELECT DISTINCT date_trunc('month', day)::date FROM usage_daily WHERE workspace_id = $1
               UNION SELECT month FROM usage_period WHERE workspace_id = $1) m ORDER BY 1`,
      [tx.workspaceId],
    );
    return rows.map((row) => ({ startsAt: row.starts_at, hoursAreKept: row.kept }));
  },
};
