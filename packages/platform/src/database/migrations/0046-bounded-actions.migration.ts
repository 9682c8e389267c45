import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable } from './tenant-fence';

/**
 * Why: an API that puts ids into `action` makes a row of every call, in the ledger and in all that is rolled up from it. A day's first actions of a GPT keep
 * their names, and this table says which those are.
 */
export class BoundedActions1763700000046 implements MigrationInterface {
  name = 'BoundedActions1763700000046';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE usage_actions (
        workspace_id text NOT NULL,
        gpt_id text NOT NULL,
        day date NOT NULL,
        action text NOT NULL,
        CONSTRAINT usage_actions_pkey PRIMARY KEY (workspace_id, gpt_id, day, action),
        CONSTRAINT usage_actions_gpt_id_fkey FOREIGN KEY (workspace_id, gpt_id) REFERENCES gpts(workspace_id, id)
      )`);
    await fenceTenantTable(runner, 'usage_actions');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE usage_actions');
  }
}
