import type { WorkspaceTransaction } from '../transaction';
import { LOCK_ROLLUPS } from './usage-waiting.sql';

/** Parts of one transaction: some hundred thousand lines at most. */
const PARTS_PER_TURN = 64;

const day = `(hour AT TIME ZONE 'UTC')::date`;
const month = `date_trunc('month', hour AT TIME ZONE 'UTC')::date`;

const year = `date_trunc('year', hour AT TIME ZONE 'UTC')::date`;

interface Rollup {
  readonly table: string;
  /** Column of the key, and what it is of a line. */
  readonly key: Readonly<Record<string, string>>;
}

const ofCaller = { gpt_id: 'gpt_id', subscriber_id: 'subscriber_id' };
const ofAction = { action: 'action', tier: 'tier' };

/** Every table that is made from the ledger's lines. */
const ROLLUPS: readonly Rollup[] = [
  { table: 'usage_daily', key: { day, ...ofCaller, ...ofAction } },
  { table: 'usage_period', key: { month, ...ofCaller } },
  { table: 'usage_totals', key: ofCaller },
  { table: 'usage_gpt_hourly', key: { hour: 'hour', gpt_id: 'gpt_id' } },
  { table: 'usage_gpt_daily', key: { day, gpt_id: 'gpt_id', ...ofAction } },
  { table: 'usage_gpt_period', key: { month, gpt_id: 'gpt_id', ...ofAction } },
  { table: 'usage_caller_monthly', key: { month, subscriber_id: 'subscriber_id' } },
  { table: 'usage_caller_yearly', key: { year, subscriber_id: 'subscriber_id' } },
  { table: 'usage_workspace_hourly', key: { hour: 'hour' } },
];

function addTo({ table, key }: Rollup): string {
  const columns = Object.keys(key).join(', ');
  return `${table}_added AS (
    INSERT INTO ${table} (workspace_id, ${columns}, calls, cost, denied)
    SELECT $1, ${Object.values(key).join(', ')}, sum(calls), sum(cost), sum(denied) FROM lines
     GROUP BY ${Object.keys(key)
       .map((_, index) => index + 2)
       .join(', ')}
    ON CONFLICT (workspace_id, ${columns}) DO UPDATE
      SET calls = ${table}.calls + excluded.calls, cost = ${table}.cost + excluded.cost, denied = ${table}.denied + excluded.denied)`;
}

const ROLL_UP = `
  WITH taken AS MATERIALIZED (
    UPDATE usage_batch_parts SET rolled_up = true
     WHERE workspace_id = $1 AND NOT rolled_up
       AND (written_at, batch_id) IN (
         SELECT written_at, batch_id FROM usage_batch_parts WHERE workspace_id = $1 AND NOT rolled_up ORDER BY 1, 2 LIMIT $2)
    RETURNING entries),
  lines AS MATERIALIZED (
    SELECT to_timestamp(l.h::bigint * 3600) AS hour, l.g AS gpt_id, l.s AS subscriber_id, l.a AS action, l.t AS tier,
           sum(l.c) AS calls, sum(l.u) AS cost, sum(l.d) AS denied
      FROM taken CROSS JOIN LATERAL jsonb_to_recordset(entries) AS l(h int, g text, s text, a text, t text, c bigint, u bigint, d bigint)
     GROUP BY 1, 2, 3, 4, 5),
  ${ROLLUPS.map(addTo).join(',\n  ')}
  SELECT (SELECT count(*)::int FROM taken) AS parts, (SELECT count(*)::int FROM lines) AS lines`;

/** What is made from the ledger: days and months, by caller and by GPT (ADR 0023). */
export const usageRollUpRepository = {
  /**
   * Adds the next waiting parts of the workspace to every rollup, and marks them as added: one statement, so each part is in all rollups or
   * in none.
   * @returns whether more may wait
   */
  async rollUp(tx: WorkspaceTransaction): Promise<{ readonly lines: number; readonly more: boolean }> {
    await tx.manager.query(LOCK_ROLLUPS, [tx.workspaceId]);
    const [row] = await tx.manager.query<{ parts: number; lines: number }[]>(ROLL_UP, [tx.workspaceId, PARTS_PER_TURN]);
    return { lines: row?.lines ?? 0, more: row?.parts === PARTS_PER_TURN };
  },
};
