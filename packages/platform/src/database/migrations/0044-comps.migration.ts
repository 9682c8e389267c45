import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a creator gives somebody a tier for nothing, until a day or for good. It lies over the place and never in it, so that whoever pays goes on paying for what
 * they bought, and stands on that again when the comp ends, at its moment and with no job that has to run.
 */
export class Comps1763700000044 implements MigrationInterface {
  name = 'Comps1763700000044';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      ALTER TABLE subscriptions
        ADD COLUMN comp_tier_id text,
        ADD CONSTRAINT subscriptions_gpt_id_comp_tier_id_fkey
          FOREIGN KEY (workspace_id, gpt_id, comp_tier_id) REFERENCES tiers(workspace_id,gpt_id,id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE subscriptions DROP COLUMN comp_tier_id');
  }
}
