import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable } from './tenant-fence';

const counts = `calls bigint NOT NULL DEFAULT '0', cost bigint NOT NULL DEFAULT '0', denied bigint NOT NULL DEFAULT '0'`;
const sums = 'sum(calls), sum(cost), sum(denied)';
const tables = ['usage_caller_monthly', 'usage_caller_yearly', 'usage_workspace_hourly'] as const;
/** Read for everybody, so their fences are lifted while the rows are made. */
const sources = ['usage_period', 'usage_gpt_hourly'] as const;

const structure: readonly string[] = [
  `CREATE TABLE usage_caller_monthly (
     workspace_id text NOT NULL, month date NOT NULL, subscriber_id text NOT NULL, ${counts},
     CONSTRAINT usage_caller_monthly_pkey PRIMARY KEY (workspace_id, month, subscriber_id))`,
  'CREATE INDEX usage_caller_monthly_month_calls_idx ON usage_caller_monthly (workspace_id, month, calls)',
  'CREATE INDEX usage_caller_monthly_subscriber_id_month_idx ON usage_caller_monthly (workspace_id, subscriber_id, month)',
  `CREATE TABLE usage_caller_yearly (
     workspace_id text NOT NULL, year date NOT NULL, subscriber_id text NOT NULL, ${counts},
     CONSTRAINT usage_caller_yearly_pkey PRIMARY KEY (workspace_id, year, subscriber_id))`,
  'CREATE INDEX usage_caller_yearly_year_calls_idx ON usage_caller_yearly (workspace_id, year, calls)',
  `CREATE TABLE usage_workspace_hourly (
     workspace_id text NOT NULL, hour timestamptz NOT NULL, ${counts},
     CONSTRAINT usage_workspace_hourly_pkey PRIMARY KEY (workspace_id, hour))`,
  ...tables.map(
    (table) =>
      `ALTER TABLE ${table} ADD CONSTRAINT ${table}_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE`,
  ),
];

const fill: readonly string[] = [
  `INSERT INTO usage_caller_monthly SELECT workspace_id, month, subscriber_id, ${sums} FROM usage_period GROUP BY 1, 2, 3`,
  `INSERT INTO usage_caller_yearly SELECT workspace_id, date_trunc('year', month::timestamp)::date, subscriber_id, ${sums}
     FROM usage_caller_monthly GROUP BY 1, 2, 3`,
  `INSERT INTO usage_workspace_hourly SELECT workspace_id, hour, ${sums} FROM usage_gpt_hourly GROUP BY 1, 2`,
];

/**
 * Why: who called most, and how a year went hour by hour, is answered at once (ADR 0029). Rolling up waits until the migration is over; a
 * worker of the version before this one knows nothing of these tables: stop it before, or run `recompute-usage` once it is gone.
 */
export class UsageAtOnce1763700000037 implements MigrationInterface {
  name = 'UsageAtOnce1763700000037';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`LOCK TABLE ${sources.join(', ')} IN SHARE MODE`);
    for (const statement of structure) await runner.query(statement);
    for (const table of sources) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    for (const statement of fill) await runner.query(statement);
    for (const table of sources) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    for (const table of tables) await fenceTenantTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
