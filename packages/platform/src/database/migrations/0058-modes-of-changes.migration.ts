import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why: what was paid in test mode is no revenue, and a workspace that goes live keeps its tests in its books. */
export class ModesOfChanges1763700000058 implements MigrationInterface {
  name = 'ModesOfChanges1763700000058';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE subscription_changes ADD COLUMN livemode boolean');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE subscription_changes DROP COLUMN livemode');
  }
}
