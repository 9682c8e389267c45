import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable, grantToApp } from './tenant-fence';

/**
 * Why: a tier is sold through the creator's own Stripe account. A place on a tier says whether it is served and until when, so that verify needs to know
 * nothing of Stripe; prices are kept by version, because what somebody bought stays what it was; payments are kept as our own record, from which reports are
 * made. Which workspace an account belongs to is asked when an event arrives, before any tenant is known, and so stands in a directory; so do the events, each
 * of which has its effect once.
 */
export class Billing1763700000030 implements MigrationInterface {
  name = 'Billing1763700000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`ALTER TABLE workspaces ADD COLUMN past_due_grace_days integer NOT NULL DEFAULT '7'`);
    await runner.query(`ALTER TABLE gpts ADD COLUMN upgrade_wording text NOT NULL DEFAULT 'link'`);
    await runner.query(`
      ALTER TABLE subscriptions
        ADD COLUMN served_until timestamptz,
        ADD COLUMN stripe_account_id text,
        ADD COLUMN stripe_subscription_id text,
        ADD COLUMN price_id text,
        ADD COLUMN period_starts_at timestamptz,
        ADD COLUMN period_ends_at timestamptz,
        ADD COLUMN trial_ends_at timestamptz,
        ADD COLUMN past_due_since timestamptz,
        ADD COLUMN ends_at timestamptz,
        ADD COLUMN next_tier_id text,
        ADD COLUMN comped_until timestamptz,
        ADD COLUMN synced_at timestamptz`);
    await runner.query(
      'CREATE UNIQUE INDEX subscriptions_stripe_subscription_id_idx ON subscriptions (workspace_id, stripe_subscription_id) WHERE stripe_subscription_id IS NOT NULL',
    );
    for (const statement of TABLES) await runner.query(statement);
    for (const table of ['stripe_connections', 'tier_prices', 'stripe_customers', 'payments'])
      await fenceTenantTable(runner, table);
    for (const table of ['stripe_account_directory', 'stripe_events']) await grantToApp(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'stripe_events',
      'stripe_account_directory',
      'payments',
      'stripe_customers',
      'tier_prices',
      'stripe_connections',
    ])
      await runner.query(`DROP TABLE ${table}`);
    await runner.query(`
      ALTER TABLE subscriptions
        DROP COLUMN served_until, DROP COLUMN stripe_account_id, DROP COLUMN stripe_subscription_id, DROP COLUMN price_id,
        DROP COLUMN period_starts_at, DROP COLUMN period_ends_at, DROP COLUMN trial_ends_at, DROP COLUMN past_due_since,
        DROP COLUMN ends_at, DROP COLUMN next_tier_id, DROP COLUMN comped_until, DROP COLUMN synced_at`);
    await runner.query('ALTER TABLE gpts DROP COLUMN upgrade_wording');
    await runner.query('ALTER TABLE workspaces DROP COLUMN past_due_grace_days');
  }
}

const TABLES = [
  `CREATE TABLE stripe_connections (
     workspace_id text NOT NULL,
     id text NOT NULL,
     kind text NOT NULL,
     stripe_account_id text NOT NULL,
     key_sealed text,
     key_last4 text,
     display_name text,
     livemode boolean NOT NULL,
     connected_at timestamptz NOT NULL,
     disconnected_at timestamptz,
     CONSTRAINT stripe_connections_pkey PRIMARY KEY (workspace_id, id),
     CONSTRAINT stripe_connections_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
   )`,
  'CREATE UNIQUE INDEX stripe_connections_live_idx ON stripe_connections (workspace_id) WHERE disconnected_at IS NULL',
  `CREATE TABLE tier_prices (
     workspace_id text NOT NULL,
     id text NOT NULL,
     gpt_id text NOT NULL,
     tier_id text NOT NULL,
     amount integer NOT NULL,
     currency text NOT NULL,
     "interval" text NOT NULL,
     stripe_account_id text,
     stripe_product_id text,
     stripe_price_id text,
     created_at timestamptz NOT NULL,
     retired_at timestamptz,
     CONSTRAINT tier_prices_pkey PRIMARY KEY (workspace_id, id),
     CONSTRAINT tier_prices_gpt_id_tier_id_fkey FOREIGN KEY (workspace_id, gpt_id, tier_id) REFERENCES tiers(workspace_id,gpt_id,id) ON DELETE CASCADE
   )`,
  'CREATE UNIQUE INDEX tier_prices_live_idx ON tier_prices (workspace_id, tier_id, "interval") WHERE retired_at IS NULL',
  'CREATE INDEX tier_prices_stripe_price_id_idx ON tier_prices (workspace_id, stripe_price_id)',
  `CREATE TABLE stripe_customers (
     workspace_id text NOT NULL,
     stripe_account_id text NOT NULL,
     subscriber_id text NOT NULL,
     stripe_customer_id text NOT NULL,
     created_at timestamptz NOT NULL,
     CONSTRAINT stripe_customers_pkey PRIMARY KEY (workspace_id, stripe_account_id, subscriber_id),
     CONSTRAINT stripe_customers_stripe_customer_id_key UNIQUE (workspace_id, stripe_customer_id),
     CONSTRAINT stripe_customers_subscriber_id_fkey FOREIGN KEY (workspace_id, subscriber_id) REFERENCES subscribers(workspace_id,id) ON DELETE CASCADE
   )`,
  `CREATE TABLE payments (
     workspace_id text NOT NULL,
     id text NOT NULL,
     gpt_id text NOT NULL,
     tier_id text NOT NULL,
     subscriber_id text,
     stripe_account_id text NOT NULL,
     stripe_subscription_id text NOT NULL,
     stripe_invoice_id text NOT NULL,
     amount integer NOT NULL,
     refunded integer NOT NULL DEFAULT '0',
     disputed boolean NOT NULL DEFAULT false,
     currency text NOT NULL,
     "interval" text NOT NULL,
     paid_at timestamptz NOT NULL,
     period_starts_at timestamptz NOT NULL,
     period_ends_at timestamptz NOT NULL,
     CONSTRAINT payments_pkey PRIMARY KEY (workspace_id, id),
     CONSTRAINT payments_stripe_invoice_id_key UNIQUE (workspace_id, stripe_invoice_id),
     CONSTRAINT payments_gpt_id_fkey FOREIGN KEY (workspace_id, gpt_id) REFERENCES gpts(workspace_id,id) ON DELETE CASCADE
   )`,
  'CREATE INDEX payments_paid_at_idx ON payments (workspace_id, paid_at)',
  `CREATE TABLE stripe_account_directory (
     stripe_account_id text NOT NULL,
     holder_id text NOT NULL,
     CONSTRAINT stripe_account_directory_pkey PRIMARY KEY (stripe_account_id, holder_id),
     CONSTRAINT stripe_account_directory_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES workspaces(id) ON DELETE CASCADE
   )`,
  `CREATE TABLE stripe_events (
     id text NOT NULL,
     stripe_account_id text,
     holder_id text,
     type text NOT NULL,
     object_id text,
     livemode boolean NOT NULL,
     created_at timestamptz NOT NULL,
     received_at timestamptz NOT NULL,
     outcome text NOT NULL,
     detail text,
     attempts integer NOT NULL DEFAULT '1',
     CONSTRAINT stripe_events_pkey PRIMARY KEY (id)
   )`,
  'CREATE INDEX stripe_events_holder_id_received_at_idx ON stripe_events (holder_id, received_at)',
];
