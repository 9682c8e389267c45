import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why: a tier says what it costs and how long it may be tried, and a GPT keeps the schema of its API. Nothing is charged by this yet. */
export class PricesAndSchemas1763700000011 implements MigrationInterface {
  name = 'PricesAndSchemas1763700000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      'ALTER TABLE tiers ADD COLUMN price_amount integer, ADD COLUMN price_currency text, ADD COLUMN price_interval text, ADD COLUMN trial_days integer',
    );
    await runner.query('ALTER TABLE gpts ADD COLUMN api_openapi json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE tiers DROP COLUMN price_amount, DROP COLUMN price_currency, DROP COLUMN price_interval, DROP COLUMN trial_days',
    );
    await runner.query('ALTER TABLE gpts DROP COLUMN api_openapi');
  }
}
