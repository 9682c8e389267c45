import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a subscriber sees and takes back what was agreed on for the end of their period, and that may be another price of the same tier (by the year instead of
 * the month). And the page at Stripe on which people mend their card needs settings that Gatehouse makes once for each account.
 */
export class PlansOfSubscribers1763700000040 implements MigrationInterface {
  name = 'PlansOfSubscribers1763700000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE subscriptions ADD COLUMN next_price_id text');
    await runner.query('ALTER TABLE stripe_connections ADD COLUMN portal_configuration_id text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stripe_connections DROP COLUMN portal_configuration_id');
    await runner.query('ALTER TABLE subscriptions DROP COLUMN next_price_id');
  }
}
