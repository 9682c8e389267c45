import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: the log of Stripe's events names whose each was. A charge, a dispute, a refund or a Checkout is in none of our tables, so the customer whom it
 * concerned is kept, by their id at Stripe, as what the event was about is.
 */
export class CustomersOfEvents1763700000062 implements MigrationInterface {
  name = 'CustomersOfEvents1763700000062';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE stripe_events ADD COLUMN customer_id text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stripe_events DROP COLUMN customer_id');
  }
}
