import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: who buys a tier again within a month already begun has a new month, with an allowance of its own. A month of a place is therefore told apart by the
 * subscription at Stripe that pays for it, and ends with that one.
 */
export class OverageOfOneSubscription1763700000055 implements MigrationInterface {
  name = 'OverageOfOneSubscription1763700000055';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`ALTER TABLE overage_periods ADD COLUMN stripe_subscription_id text NOT NULL DEFAULT ''`);
    // Row-level security is forced on the owner too, who names no workspace here and would see nothing.
    for (const table of ['overage_periods', 'subscriptions'])
      await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      UPDATE overage_periods o SET stripe_subscription_id = p.stripe_subscription_id
        FROM subscriptions p
       WHERE p.workspace_id = o.workspace_id AND p.id = o.subscription_id AND p.stripe_subscription_id IS NOT NULL`);
    for (const table of ['overage_periods', 'subscriptions']) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    await runner.query('ALTER TABLE overage_periods ALTER COLUMN stripe_subscription_id DROP DEFAULT');
    await runner.query('ALTER TABLE overage_periods DROP CONSTRAINT overage_periods_place_key');
    await runner.query(`
      ALTER TABLE overage_periods ADD CONSTRAINT overage_periods_place_key
        UNIQUE (workspace_id, subscription_id, tier_id, starts_at, stripe_subscription_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE overage_periods DROP CONSTRAINT overage_periods_place_key');
    await runner.query('ALTER TABLE overage_periods DROP COLUMN stripe_subscription_id');
    await runner.query(`
      ALTER TABLE overage_periods ADD CONSTRAINT overage_periods_place_key UNIQUE (workspace_id, subscription_id, tier_id, starts_at)`);
  }
}
