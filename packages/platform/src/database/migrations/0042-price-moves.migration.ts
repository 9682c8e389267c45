import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable } from './tenant-fence';

/**
 * Why: a creator who changes a price says whether those who bought at the old one move to the new. Each of them is a row, so that a worker that dies goes on where
 * it ended, and the creator sees who has moved and who has not. Whether a price holds the tax is said of it at Stripe when it is made. A workspace that is paid by
 * a key of its own hears of events at an endpoint of its own, whose secret is kept sealed.
 *
 * Tiers that were given a price before prices had versions get their first version here: without one they were told to have a price that nobody could pay.
 */
export class PriceMoves1763700000042 implements MigrationInterface {
  name = 'PriceMoves1763700000042';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`ALTER TABLE workspaces ADD COLUMN tax_behavior text NOT NULL DEFAULT 'unspecified'`);
    await runner.query(`
      ALTER TABLE stripe_connections
        ADD COLUMN webhook_endpoint_id text, ADD COLUMN webhook_secret_sealed text, ADD COLUMN webhook_fault text`);
    for (const statement of PRICE_MOVES) await runner.query(statement);
    await fenceTenantTable(runner, 'price_moves');
    // Row-level security is forced on the owner too, who names no workspace here and would see nothing.
    for (const table of ['tiers', 'tier_prices']) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await runner.query(FIRST_VERSIONS);
    for (const table of ['tiers', 'tier_prices']) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE price_moves');
    await runner.query(
      'ALTER TABLE stripe_connections DROP COLUMN webhook_endpoint_id, DROP COLUMN webhook_secret_sealed, DROP COLUMN webhook_fault',
    );
    await runner.query('ALTER TABLE workspaces DROP COLUMN tax_behavior');
  }
}

/** A price of nothing makes a tier free, and has no version. */
const FIRST_VERSIONS = `
  INSERT INTO tier_prices (workspace_id, id, gpt_id, tier_id, amount, currency, "interval", created_at)
  SELECT t.workspace_id, 'prc_' || substr(t.id, 5), t.gpt_id, t.id, t.price_amount, lower(t.price_currency), t.price_interval, t.created_at
    FROM tiers t
   WHERE t.price_amount > 0 AND t.price_currency IS NOT NULL AND t.price_interval IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM tier_prices p WHERE p.workspace_id = t.workspace_id AND p.tier_id = t.id)`;

const PRICE_MOVES = [
  `CREATE TABLE price_moves (
     workspace_id text NOT NULL,
     subscription_id text NOT NULL,
     price_id text NOT NULL,
     from_price_id text NOT NULL,
     state text NOT NULL,
     reason text,
     asked_at timestamptz NOT NULL,
     settled_at timestamptz,
     CONSTRAINT price_moves_pkey PRIMARY KEY (workspace_id, subscription_id, price_id),
     CONSTRAINT price_moves_subscription_id_fkey FOREIGN KEY (workspace_id, subscription_id) REFERENCES subscriptions(workspace_id,id) ON DELETE CASCADE,
     CONSTRAINT price_moves_price_id_fkey FOREIGN KEY (workspace_id, price_id) REFERENCES tier_prices(workspace_id,id) ON DELETE CASCADE
   )`,
  `CREATE INDEX price_moves_waiting_idx ON price_moves (workspace_id) WHERE state = 'waiting'`,
  'CREATE INDEX price_moves_price_id_idx ON price_moves (workspace_id, price_id)',
];
