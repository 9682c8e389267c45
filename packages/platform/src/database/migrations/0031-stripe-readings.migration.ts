import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: events of Stripe come in any order, so what they are about is read again at Stripe; and two readings may be written in another order than they were
 * made in. Each draws a number before it begins, and only a higher one than the last is written. What creators hand through to Checkout, and what a refund
 * does to access, are settings of the workspace.
 */
export class StripeReadings1763700000031 implements MigrationInterface {
  name = 'StripeReadings1763700000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('CREATE SEQUENCE stripe_readings');
    await runner.query('GRANT USAGE ON SEQUENCE stripe_readings TO gatehouse_app');
    await runner.query(`
      ALTER TABLE subscriptions
        ADD COLUMN stripe_reading bigint NOT NULL DEFAULT '0',
        ADD COLUMN stripe_created_at timestamptz`);
    await runner.query(`ALTER TABLE payments ADD COLUMN stripe_reading bigint NOT NULL DEFAULT '0'`);
    await runner.query(`
      ALTER TABLE workspaces
        ADD COLUMN full_refund_ends_access boolean NOT NULL DEFAULT true,
        ADD COLUMN allows_promotion_codes boolean NOT NULL DEFAULT true,
        ADD COLUMN automatic_tax boolean NOT NULL DEFAULT false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE workspaces
        DROP COLUMN automatic_tax, DROP COLUMN allows_promotion_codes, DROP COLUMN full_refund_ends_access`);
    await runner.query('ALTER TABLE payments DROP COLUMN stripe_reading');
    await runner.query('ALTER TABLE subscriptions DROP COLUMN stripe_created_at, DROP COLUMN stripe_reading');
    await runner.query('DROP SEQUENCE stripe_readings');
  }
}
