import type { HotTransaction } from '../pipelined-transaction';
import { type PreparedStatement, runPrepared } from '../prepared';
import type { DirectoryTransaction, WorkspaceTransaction } from '../transaction';
import { WAITING_LINES } from './usage-waiting.sql';

const IS_WRITTEN: PreparedStatement = { name: 'batch-is-written', text: 'SELECT 1 FROM usage_batches WHERE id = $1' };

/** Two sums that should be one. */
export interface Difference {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

const SUMS = `concat_ws('/', coalesce(sum(calls), 0), coalesce(sum(cost), 0), coalesce(sum(denied), 0))`;

const inMonth = (table: string, column: string): string =>
  column === 'month'
    ? `SELECT ${SUMS} FROM ${table} WHERE workspace_id = $1 AND month = $2::date`
    : `SELECT ${SUMS} FROM ${table} WHERE workspace_id = $1 AND ${column} >= $2 AND ${column} < $3`;

/** Everything that is rolled up from a month's hours, by name: its sums, as calls/cost/denied. */
const ROLLED_UP: Readonly<Record<string, string>> = {
  days: inMonth('usage_daily', 'day'),
  months: inMonth('usage_period', 'month'),
  'hours of GPTs': inMonth('usage_gpt_hourly', 'hour'),
  'days of GPTs': inMonth('usage_gpt_daily', 'day'),
  'months of GPTs': inMonth('usage_gpt_period', 'month'),
  'months of callers': inMonth('usage_caller_monthly', 'month'),
  'hours of all': inMonth('usage_workspace_hourly', 'hour'),
};

const HOURS_ROLLED_UP = `
  SELECT ${SUMS} FROM (
    SELECT calls, cost, denied FROM usage_hourly WHERE workspace_id = $1 AND hour >= $2 AND hour < $3
    UNION ALL
    SELECT -calls, -cost, -denied FROM (${WAITING_LINES}) w WHERE hour >= $2 AND hour < $3) h`;

/** Whether what is told twice is told the same. Each question is one statement, so that what moves meanwhile is no difference. */
export const usageCheckRepository = {
  /** What is rolled up from a month against its hours. The month's hours must be kept. */
  async rollups(tx: WorkspaceTransaction, startsAt: Date, endsAt: Date): Promise<Difference[]> {
    const columns = Object.entries(ROLLED_UP).map(([name, sql]) => `(${sql}) AS "${name}"`);
    const [row] = await tx.manager.query<Record<string, string>[]>(
      `SELECT (${HOURS_ROLLED_UP}) AS expected, ${columns.join(', ')}`,
      [tx.workspaceId, startsAt, endsAt],
    );
    const expected = row?.['expected'] ?? '';
    return Object.keys(ROLLED_UP).flatMap((what) => {
      const found = row?.[what] ?? '';
      return found === expected ? [] : [{ what, expected, found }];
    });
  },

  /** All-time totals, and years, against months. */
  async totals(tx: WorkspaceTransaction): Promise<Difference[]> {
    const [row] = await tx.manager.query<{ expected: string; totals: string; years: string }[]>(
      `SELECT (SELECT ${SUMS} FROM usage_period WHERE workspace_id = $1) AS expected,
              (SELECT ${SUMS} FROM usage_totals WHERE workspace_id = $1) AS totals,
              (SELECT ${SUMS} FROM usage_caller_yearly WHERE workspace_id = $1) AS years`,
      [tx.workspaceId],
    );
    if (row === undefined) return [];
    const { expected, totals, years } = row;
    return Object.entries({ totals, years }).flatMap(([what, found]) => (found === expected ? [] : [{ what, expected, found }]));
  },

  /** Hours against what batches brought into them. All batches since an hour before must be kept. */
  async hours(tx: WorkspaceTransaction, from: Date, to: Date, writtenSince: Date): Promise<Difference[]> {
    const lines = WAITING_LINES.replace('AND NOT p.rolled_up', 'AND p.written_at >= $4');
    const [row] = await tx.manager.query<{ expected: string; found: string }[]>(
      `SELECT (SELECT ${SUMS} FROM (${lines}) l WHERE hour >= $2 AND hour < $3) AS expected,
              (SELECT ${SUMS} FROM usage_hourly WHERE workspace_id = $1 AND hour >= $2 AND hour < $3) AS found`,
      [tx.workspaceId, from, to, writtenSince],
    );
    return row === undefined || row.expected === row.found ? [] : [{ what: 'hours', ...row }];
  },

  /**
   * Some subscribers who used something this month, another few each time. No service keys: none has a quota, and the ledger names theirs also what
   * they asked for people who have not signed in, each of whom Redis counts alone.
   */
  sample(tx: WorkspaceTransaction, month: Date, limit: number): Promise<{ gptId: string; subscriberId: string }[]> {
    return tx.manager.query(
      `SELECT p.gpt_id AS "gptId", p.subscriber_id AS "subscriberId" FROM usage_period p
         JOIN subscribers s ON s.workspace_id = p.workspace_id AND s.id = p.subscriber_id
        WHERE p.workspace_id = $1 AND p.month = $2::date ORDER BY random() LIMIT $3`,
      [tx.workspaceId, month, limit],
    );
  },

  /** Whether the ledger holds that batch. */
  async isWritten(tx: HotTransaction, batchId: string): Promise<boolean> {
    return (await runPrepared(tx, IS_WRITTEN, [batchId])).length > 0;
  },

  /** When the oldest batch was written that no rollup holds; null when all are rolled up. */
  async oldestWaiting(tx: DirectoryTransaction): Promise<Date | null> {
    const [row] = await tx.manager.query<{ at: Date | null }[]>(
      'SELECT min(written_at) AS at FROM usage_batches WHERE rolled_up_at IS NULL',
    );
    return row?.at ?? null;
  },

  async batchesKeptSince(tx: Pick<DirectoryTransaction, 'manager'>): Promise<Date> {
    const [row] = await tx.manager.query<{ since: Date }[]>('SELECT batches_kept_since AS since FROM usage_books');
    return row?.since ?? new Date();
  },
};
