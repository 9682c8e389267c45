import type { WorkspaceTransaction } from '../transaction';
import { LOCK_ROLLUPS } from './usage-waiting.sql';

/** Parts that one transaction looks at. */
const PARTS_PER_TURN = 64;
/** Lines of one transaction, unless a single part has more: seconds of work, where a statement may take twenty. */
const LINES_PER_TURN = 20_000;

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
  WITH waiting AS MATERIALIZED (
    SELECT written_at, batch_id, row_number() OVER oldest_first AS place, sum(jsonb_array_length(entries)) OVER oldest_first AS lines_so_far
      FROM (SELECT * FROM usage_batch_parts WHERE workspace_id = $1 AND NOT rolled_up ORDER BY written_at, batch_id LIMIT $2) p
    WINDOW oldest_first AS (ORDER BY written_at, batch_id)),
  taken AS MATERIALIZED (
    UPDATE usage_batch_parts SET rolled_up = true
     WHERE workspace_id = $1 AND NOT rolled_up
       AND (written_at, batch_id) IN (SELECT written_at, batch_id FROM waiting WHERE place = 1 OR lines_so_far <= $3)
    RETURNING entries),
  lines AS MATERIALIZED (
    SELECT to_timestamp(l.h::bigint * 3600) AS hour, l.g AS gpt_id, l.s AS subscriber_id, l.a AS action, l.t AS tier,
           sum(l.c) AS calls, sum(l.u) AS cost, sum(l.d) AS denied
      FROM taken CROSS JOIN LATERAL jsonb_to_recordset(entries) AS l(h int, g text, s text, a text, t text, c bigint, u bigint, d bigint)
     GROUP BY 1, 2, 3, 4, 5),
  ${ROLLUPS.map(addTo).join(',\n  ')}
  SELECT (SELECT count(*)::int FROM waiting) AS waiting, (SELECT count(*)::int FROM taken) AS taken, (SELECT count(*)::int FROM lines) AS lines`;

/** What is made from the ledger: days and months, by caller and by GPT (ADR 0023). */
export const usageRollUpRepository = {
  /**
   * Adds the next waiting parts of the workspace to every rollup, and marks them as added: one statement, so each part is in all rollups or
   * in none.
   * @returns whether more may wait
   */
  async rollUp(tx: WorkspaceTransaction): Promise<{ readonly lines: number; readonly more: boolean }> {
    await tx.manager.query(LOCK_ROLLUPS, [tx.workspaceId]);
    const [row] = await tx.manager.query<{ waiting: number; taken: number; lines: number }[]>(ROLL_UP, [
      ...[tx.workspaceId, PARTS_PER_TURN, LINES_PER_TURN],
    ]);
    const { waiting = 0, taken = 0, lines = 0 } = row ?? {};
    return { lines, more: taken > 0 && (taken < waiting || waiting === PARTS_PER_TURN) };
  },
};
