import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each about one workspace, and of no effect the second time. */
const OF_A_WORKSPACE = [
  `UPDATE overage_periods SET hours = tstzmultirange(tstzrange(starts_at, ends_at)) WHERE workspace_id = $1 AND hours = '{}'`,
  // The mode of the account that was connected then; where none was, it is a test's: what nobody can tell is no revenue.
  `UPDATE subscription_changes s SET livemode = CASE WHEN amount IS NOT NULL THEN coalesce(
     (SELECT c.livemode FROM stripe_connections c WHERE c.workspace_id = s.workspace_id AND c.connected_at <= s.changed_at
       ORDER BY c.connected_at DESC LIMIT 1), false) END
    WHERE s.workspace_id = $1 AND (amount IS NULL) <> (livemode IS NULL)`,
  // Stripe's words, which may name people, from before only its codes were kept.
  `UPDATE overage_reports SET refusal = CASE WHEN refusal LIKE 'No such %' THEN 'resource_missing' ELSE 'refused' END
    WHERE workspace_id = $1 AND refusal !~ '^[a-zA-Z_]+(, [a-z_\\[\\]]+)?(, req_[A-Za-z0-9_]+)?$'`,
];

/**
 * Why: months have hours since 0060, paid changes a mode, and refused reports a code; those from before are brought up to it. One workspace after the other, each in
 * a transaction of its own and in its name, so that row-level security stays forced: nothing but the rows themselves is locked, and processes of before
 * run on beside it. Broken off, it begins anew.
 */
export class EarlierMonthsAndChanges1763700000065 implements MigrationInterface {
  name = 'EarlierMonthsAndChanges1763700000065';
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    const workspaces = (await runner.query('SELECT id FROM workspaces ORDER BY id')) as { id: string }[];
    for (const { id } of workspaces) {
      await runner.startTransaction();
      try {
        await runner.query(`SET LOCAL lock_timeout = '5s'`);
        await runner.query(`SELECT set_config('app.workspace_id', $1, true)`, [id]);
        for (const sql of OF_A_WORKSPACE) await runner.query(sql, [id]);
        await runner.commitTransaction();
      } catch (error) {
        await runner.rollbackTransaction();
        throw error;
      }
    }
    await runner.query('ALTER TABLE subscription_changes VALIDATE CONSTRAINT subscription_changes_paid_has_a_mode');
  }

  async down(): Promise<void> {
    // What it wrote goes with the columns of 0060; what Stripe said is nowhere any more.
  }
}
