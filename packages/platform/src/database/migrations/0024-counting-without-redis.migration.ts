import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable, grantToApp } from './tenant-fence';

const STATEMENTS = [
  `ALTER TABLE workspaces ADD COLUMN when_counters_are_down text NOT NULL DEFAULT 'serve'`,
  `CREATE TABLE direct_usage (
     workspace_id text NOT NULL,
     gpt_id text NOT NULL,
     caller_id text NOT NULL,
     period_key text NOT NULL,
     period_starts_at timestamptz NOT NULL,
     period_ends_at timestamptz NOT NULL,
     units bigint NOT NULL,
     told_units bigint NOT NULL DEFAULT '0',
     CONSTRAINT direct_usage_pkey PRIMARY KEY (workspace_id, caller_id, gpt_id, period_key)
   )`,
  'CREATE INDEX direct_usage_untold_idx ON direct_usage (workspace_id) WHERE told_units < units',
  `ALTER TABLE direct_usage ADD CONSTRAINT direct_usage_gpt_id_fkey FOREIGN KEY (workspace_id, gpt_id) REFERENCES gpts(workspace_id, id)`,
  `CREATE TABLE direct_decisions (
     workspace_id text NOT NULL,
     caller_id text NOT NULL,
     digest text NOT NULL,
     decision text NOT NULL,
     decided_at timestamptz NOT NULL,
     CONSTRAINT direct_decisions_pkey PRIMARY KEY (workspace_id, caller_id, digest)
   )`,
  `ALTER TABLE direct_decisions ADD CONSTRAINT direct_decisions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE`,
  'CREATE INDEX direct_decisions_decided_at_idx ON direct_decisions (workspace_id, decided_at)',
  `CREATE TABLE untold_workspaces (
     id text NOT NULL,
     shard integer NOT NULL,
     since bigint NOT NULL,
     CONSTRAINT untold_workspaces_pkey PRIMARY KEY (id, shard)
   )`,
];

/**
 * Why: while Redis is away, calls are decided and counted by Postgres, unless the workspace would rather have them refused. What was counted
 * so has to be told to Redis once it is back, or its quotas would be too generous (ADR 0024).
 */
export class CountingWithoutRedis1763700000024 implements MigrationInterface {
  name = 'CountingWithoutRedis1763700000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of STATEMENTS) await runner.query(statement);
    for (const table of ['direct_usage', 'direct_decisions']) await fenceTenantTable(runner, table);
    await grantToApp(runner, 'untold_workspaces');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['untold_workspaces', 'direct_decisions', 'direct_usage']) await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE workspaces DROP COLUMN when_counters_are_down');
  }
}
