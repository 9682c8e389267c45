import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: money is given back in another month than it came in, and in parts; a report that dates it by the payment would alter months that were closed. And a
 * person who has their bank take a payment back is one whom the creator may not want to serve on.
 */
export class MoneyGivenBack1763700000045 implements MigrationInterface {
  name = 'MoneyGivenBack1763700000045';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE workspaces ADD COLUMN dispute_ends_access boolean NOT NULL DEFAULT true');
    await runner.query(`ALTER TABLE payments ADD COLUMN given_back jsonb NOT NULL DEFAULT '[]'`);
    await runner.query(`CREATE INDEX payments_given_back_idx ON payments (workspace_id) WHERE given_back <> '[]'::jsonb`);
    // Row-level security is forced on the owner too, who names no workspace here and would see nothing.
    await runner.query('ALTER TABLE payments NO FORCE ROW LEVEL SECURITY');
    // Nobody wrote down when it was: as reports had it so far, until Stripe is asked again.
    await runner.query(`
      UPDATE payments SET given_back = jsonb_build_array(jsonb_build_object('id', stripe_invoice_id, 'kind', 'refund', 'amount', refunded, 'at', paid_at))
       WHERE refunded > 0`);
    await runner.query('ALTER TABLE payments FORCE ROW LEVEL SECURITY');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payments DROP COLUMN given_back');
    await runner.query('ALTER TABLE workspaces DROP COLUMN dispute_ends_access');
  }
}
