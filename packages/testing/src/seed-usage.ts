import type { TestDatabase } from './test-database';

/** A row of the ledger. */
export interface SeededUsage {
  readonly workspaceId: string;
  /** RFC 3339. */
  readonly hour: string;
  readonly gptId: string;
  readonly subscriberId: string;
  readonly action?: string;
  readonly tier?: string;
  readonly calls: number;
  /** Default: one unit a call. */
  readonly cost?: number;
  readonly denied?: number;
}

const DAY = `($2::timestamptz AT TIME ZONE 'UTC')::date`;
const MONTH = `date_trunc('month', $2::timestamptz AT TIME ZONE 'UTC')::date`;
const YEAR = `date_trunc('year', $2::timestamptz AT TIME ZONE 'UTC')::date`;
const FINE = { gpt_id: '$3', subscriber_id: '$4', action: '$5', tier: '$6' };
const BY_GPT = { gpt_id: '$3', action: '$5', tier: '$6' };
const CALLER = { gpt_id: '$3', subscriber_id: '$4' };

const TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  usage_hourly: { hour: '$2', ...FINE },
  usage_daily: { day: DAY, ...FINE },
  usage_period: { month: MONTH, ...CALLER },
  usage_totals: CALLER,
  usage_gpt_hourly: { hour: '$2', gpt_id: '$3' },
  usage_gpt_daily: { day: DAY, ...BY_GPT },
  usage_gpt_period: { month: MONTH, ...BY_GPT },
  usage_caller_monthly: { month: MONTH, subscriber_id: '$4' },
  usage_caller_yearly: { year: YEAR, subscriber_id: '$4' },
  usage_workspace_hourly: { hour: '$2' },
};

/** Writes what the drain and the roll-up would have written about these calls: for tests that begin after them. */
export async function seedUsage(database: TestDatabase, usage: SeededUsage): Promise<void> {
  const { workspaceId, hour, gptId, subscriberId, action = '*', tier = 'free', calls, cost = calls, denied = 0 } = usage;
  await database.query('SELECT ensure_usage_partition($1::timestamptz::date)', [hour]);
  const values = [workspaceId, hour, gptId, subscriberId, action, tier, calls, cost, denied];
  for (const [table, key] of Object.entries(TABLES)) {
    const columns = Object.keys(key).join(', ');
    await database.query(
      // Every parameter is named, or Postgres could not tell its type.
      `WITH given AS (SELECT $1::text, $2::timestamptz, $3::text, $4::text, $5::text, $6::text, $7::bigint, $8::bigint, $9::bigint)
       INSERT INTO ${table} (workspace_id, ${columns}, calls, cost, denied) SELECT $1, ${Object.values(key).join(', ')}, $7, $8, $9 FROM given
       ON CONFLICT (workspace_id, ${columns}) DO UPDATE
         SET calls = ${table}.calls + excluded.calls, cost = ${table}.cost + excluded.cost, denied = ${table}.denied + excluded.denied`,
      values,
    );
  }
}
