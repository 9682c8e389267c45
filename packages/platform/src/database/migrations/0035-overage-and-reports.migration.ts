import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable } from './tenant-fence';

/**
 * Why: a tier may charge for what goes beyond its quota. What is to be charged is written down before Stripe is told, piece by piece and each under a name of its
 * own, so that a report that is repeated counts once and whatever dies in between is taken up again. And reports need to know what a place was, not only what
 * it is: each change of a place leaves a row that names nobody, so that a month's figures stay what they were when people are erased. What our books and Stripe's
 * do not agree on is kept until they do.
 */
export class OverageAndReports1763700000035 implements MigrationInterface {
  name = 'OverageAndReports1763700000035';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE tiers ADD COLUMN overage_unit_amount text, ADD COLUMN overage_since timestamptz');
    await runner.query('ALTER TABLE subscriptions ADD COLUMN overage_price_id text');
    for (const statement of TABLES) await runner.query(statement);
    // Row-level security is forced on the owner too, who names no workspace here and would see nothing.
    await runner.query('ALTER TABLE subscriptions NO FORCE ROW LEVEL SECURITY');
    await runner.query(`
      INSERT INTO subscription_changes (workspace_id, id, gpt_id, subscription_id, tier_id, status, changed_at)
      SELECT workspace_id, 'chg_' || substr(id, 5), gpt_id, id, tier_id, status, created_at FROM subscriptions`);
    await runner.query('ALTER TABLE subscriptions FORCE ROW LEVEL SECURITY');
    for (const table of NAMES) await fenceTenantTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of NAMES.toReversed()) await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE subscriptions DROP COLUMN overage_price_id');
    await runner.query('ALTER TABLE tiers DROP COLUMN overage_unit_amount, DROP COLUMN overage_since');
  }
}

const NAMES = ['subscription_changes', 'overage_prices', 'overage_periods', 'overage_reports', 'billing_differences'];

const TABLES = [
  `CREATE TABLE subscription_changes (
     workspace_id text NOT NULL,
     id text NOT NULL,
     gpt_id text NOT NULL,
     subscription_id text NOT NULL,
     tier_id text NOT NULL,
     status text NOT NULL,
     amount integer,
     currency text,
     "interval" text,
     changed_at timestamptz NOT NULL,
     CONSTRAINT subscription_changes_pkey PRIMARY KEY (workspace_id, id),
     CONSTRAINT subscription_changes_gpt_id_fkey FOREIGN KEY (workspace_id, gpt_id) REFERENCES gpts(workspace_id,id) ON DELETE CASCADE
   )`,
  'CREATE INDEX subscription_changes_subscription_id_changed_at_idx ON subscription_changes (workspace_id, subscription_id, changed_at)',
  `CREATE TABLE overage_prices (
     workspace_id text NOT NULL,
     id text NOT NULL,
     gpt_id text NOT NULL,
     tier_id text NOT NULL,
     unit_amount text NOT NULL,
     currency text NOT NULL,
     "interval" text NOT NULL,
     event_name text NOT NULL,
     stripe_account_id text NOT NULL,
     stripe_meter_id text NOT NULL,
     stripe_price_id text NOT NULL,
     created_at timestamptz NOT NULL,
     CONSTRAINT overage_prices_pkey PRIMARY KEY (workspace_id, id),
     CONSTRAINT overage_prices_stripe_price_id_key UNIQUE (workspace_id, stripe_price_id),
     CONSTRAINT overage_prices_gpt_id_tier_id_fkey FOREIGN KEY (workspace_id, gpt_id, tier_id) REFERENCES tiers(workspace_id,gpt_id,id) ON DELETE CASCADE
   )`,
  `CREATE TABLE overage_periods (
     workspace_id text NOT NULL,
     id text NOT NULL,
     gpt_id text NOT NULL,
     subscription_id text NOT NULL,
     subscriber_id text NOT NULL,
     tier_id text NOT NULL,
     starts_at timestamptz NOT NULL,
     ends_at timestamptz NOT NULL,
     billed_from timestamptz NOT NULL,
     billed_until timestamptz NOT NULL,
     included integer NOT NULL,
     event_name text NOT NULL,
     stripe_account_id text NOT NULL,
     stripe_customer_id text NOT NULL,
     reported bigint NOT NULL DEFAULT '0',
     sequence integer NOT NULL DEFAULT '0',
     CONSTRAINT overage_periods_pkey PRIMARY KEY (workspace_id, id),
     CONSTRAINT overage_periods_place_key UNIQUE (workspace_id, subscription_id, tier_id, starts_at),
     CONSTRAINT overage_periods_subscription_id_fkey FOREIGN KEY (workspace_id, subscription_id) REFERENCES subscriptions(workspace_id,id) ON DELETE CASCADE
   )`,
  'CREATE INDEX overage_periods_ends_at_idx ON overage_periods (workspace_id, ends_at)',
  'CREATE INDEX overage_periods_subscriber_id_idx ON overage_periods (workspace_id, subscriber_id)',
  `CREATE TABLE overage_reports (
     workspace_id text NOT NULL,
     period_id text NOT NULL,
     sequence integer NOT NULL,
     units bigint NOT NULL,
     identifier text NOT NULL,
     billed_at timestamptz NOT NULL,
     created_at timestamptz NOT NULL,
     first_attempt_at timestamptz,
     sent_at timestamptz,
     refusal text,
     CONSTRAINT overage_reports_pkey PRIMARY KEY (workspace_id, period_id, sequence),
     CONSTRAINT overage_reports_identifier_key UNIQUE (workspace_id, identifier),
     CONSTRAINT overage_reports_period_id_fkey FOREIGN KEY (workspace_id, period_id) REFERENCES overage_periods(workspace_id,id) ON DELETE CASCADE
   )`,
  'CREATE INDEX overage_reports_unsent_idx ON overage_reports (workspace_id, created_at) WHERE sent_at IS NULL',
  `CREATE TABLE billing_differences (
     workspace_id text NOT NULL,
     id text NOT NULL,
     kind text NOT NULL,
     object_id text NOT NULL,
     expected text NOT NULL,
     found text NOT NULL,
     currency text,
     found_at timestamptz NOT NULL,
     seen_at timestamptz NOT NULL,
     settled_at timestamptz,
     CONSTRAINT billing_differences_pkey PRIMARY KEY (workspace_id, id),
     CONSTRAINT billing_differences_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
   )`,
  'CREATE UNIQUE INDEX billing_differences_open_idx ON billing_differences (workspace_id, kind, object_id) WHERE settled_at IS NULL',
];
