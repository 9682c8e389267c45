import type { MigrationInterface, QueryRunner } from 'typeorm';

const WITHOUT_A_WORKSPACE = ['overage_periods', 'subscription_changes', 'stripe_connections'];

/**
 * Why, of months: a place that one subscription takes back from another goes on in a month that was closed, and what was used in between is another month's. Which
 * hours a month counts is written down with it; what is beside them, too, so that it is told apart from what is included.
 *
 * Why, of changes: those from before their mode was noted counted in the reports of both. The mode is that of the account that was connected when they were
 * written; where none was, it is a test's: what nobody can tell is no revenue.
 */
export class HoursOfMonthsAndModesOfChanges1763700000060 implements MigrationInterface {
  name = 'HoursOfMonthsAndModesOfChanges1763700000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`ALTER TABLE overage_periods ADD COLUMN hours tstzmultirange NOT NULL DEFAULT '{}'`);
    await runner.query(`ALTER TABLE overage_periods ADD COLUMN aside bigint NOT NULL DEFAULT '0'`);
    // Row-level security is forced on the owner too, who names no workspace here and would see nothing.
    for (const table of WITHOUT_A_WORKSPACE) await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await runner.query('UPDATE overage_periods SET hours = tstzmultirange(tstzrange(starts_at, ends_at))');
    await runner.query(`
      UPDATE subscription_changes s SET livemode = CASE WHEN amount IS NOT NULL THEN coalesce(
        (SELECT c.livemode FROM stripe_connections c WHERE c.workspace_id = s.workspace_id AND c.connected_at <= s.changed_at
          ORDER BY c.connected_at DESC LIMIT 1), false) END
       WHERE (amount IS NULL) <> (livemode IS NULL)`);
    for (const table of WITHOUT_A_WORKSPACE) await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    await runner.query('ALTER TABLE overage_periods ALTER COLUMN hours DROP DEFAULT');
    await runner.query(`
      ALTER TABLE subscription_changes ADD CONSTRAINT subscription_changes_paid_has_a_mode CHECK ((amount IS NULL) = (livemode IS NULL))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE subscription_changes DROP CONSTRAINT subscription_changes_paid_has_a_mode');
    await runner.query('ALTER TABLE overage_periods DROP COLUMN aside');
    await runner.query('ALTER TABLE overage_periods DROP COLUMN hours');
  }
}
