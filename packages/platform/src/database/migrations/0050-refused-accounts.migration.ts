import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why: an account that refuses us tells nothing any more, and nobody is to be served without end because of it. Since when it does has to outlive the worker. */
export class RefusedAccounts1763700000050 implements MigrationInterface {
  name = 'RefusedAccounts1763700000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE stripe_connections ADD COLUMN refused_since timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stripe_connections DROP COLUMN refused_since');
  }
}
