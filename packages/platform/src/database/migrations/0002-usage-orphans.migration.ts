import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from './tenant-fence';

/**
 * Why: counts whose workspace, GPT or subscriber is gone cannot be added to the ledger (foreign keys), and must neither be lost nor hold
 * up the rest of their shard. And an index by time, so that forgetting old batch ids does not read them all.
 */
export class UsageOrphans1763700000002 implements MigrationInterface {
  name = 'UsageOrphans1763700000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE usage_orphans (
        batch_id text NOT NULL,
        number integer NOT NULL,
        reason text NOT NULL,
        entry json NOT NULL,
        parked_at timestamptz NOT NULL,
        CONSTRAINT usage_orphans_pkey PRIMARY KEY (batch_id, number)
      )`);
    await grantToApp(runner, 'usage_orphans');
    await runner.query('CREATE INDEX usage_batches_shard_written_at_idx ON usage_batches (shard, written_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX usage_batches_shard_written_at_idx');
    await runner.query('DROP TABLE usage_orphans');
  }
}
