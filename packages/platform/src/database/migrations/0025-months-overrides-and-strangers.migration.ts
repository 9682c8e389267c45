import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a quota may run by the subscriber's own months, one subscriber may get something else than their tier says, a tier may be put away without taking it
 * from those who have it, and a GPT says what it allows to people who have not signed in.
 *
 * Months of present subscriptions are counted from when they were made. The columns have constant or no defaults first, so no table is rewritten under its lock.
 */
export class MonthsOverridesAndStrangers1763700000025 implements MigrationInterface {
  name = 'MonthsOverridesAndStrangers1763700000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(
      `ALTER TABLE tiers ADD COLUMN quota_months text NOT NULL DEFAULT 'calendar_month', ADD COLUMN archived_at timestamptz`,
    );
    await runner.query(
      `ALTER TABLE subscriptions ADD COLUMN months_from timestamptz NOT NULL DEFAULT now(), ADD COLUMN overrides jsonb NOT NULL DEFAULT '{}'`,
    );
    await runner.query('UPDATE subscriptions SET months_from = created_at');
    await runner.query('ALTER TABLE gpts ADD COLUMN anonymous_limits jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE gpts DROP COLUMN anonymous_limits');
    await runner.query('ALTER TABLE subscriptions DROP COLUMN months_from, DROP COLUMN overrides');
    await runner.query('ALTER TABLE tiers DROP COLUMN quota_months, DROP COLUMN archived_at');
  }
}
