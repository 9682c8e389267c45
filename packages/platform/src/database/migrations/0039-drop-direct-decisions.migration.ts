import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable } from './tenant-fence';

/**
 * Why: nothing was ever written here. Without Redis a call under an Idempotency-Key is refused instead of decided (ADR 0024), because Redis may have
 * decided about it before.
 */
export class DropDirectDecisions1763700000039 implements MigrationInterface {
  name = 'DropDirectDecisions1763700000039';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TABLE direct_decisions');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE direct_decisions (
         workspace_id text NOT NULL,
         caller_id text NOT NULL,
         digest text NOT NULL,
         decision text NOT NULL,
         decided_at timestamptz NOT NULL,
         CONSTRAINT direct_decisions_pkey PRIMARY KEY (workspace_id, caller_id, digest)
       )`,
    );
    await runner.query(
      'ALTER TABLE direct_decisions ADD CONSTRAINT direct_decisions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE',
    );
    await runner.query('CREATE INDEX direct_decisions_decided_at_idx ON direct_decisions (workspace_id, decided_at)');
    await fenceTenantTable(runner, 'direct_decisions');
  }
}
