import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why, of months: a place that one subscription takes back from another goes on in a month that was closed, and what was used in between is another month's. Which
 * hours a month counts is written down with it; what is beside them, too, so that it is told apart from what is included. A worker of before says nothing of either.
 *
 * Why, of changes: those from before their mode was noted counted in the reports of both. From here on each paid one has one.
 *
 * What was there before is brought up to it by 0065, and then compared with it: nobody waits for that.
 */
export class HoursOfMonthsAndModesOfChanges1763700000060 implements MigrationInterface {
  name = 'HoursOfMonthsAndModesOfChanges1763700000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`ALTER TABLE overage_periods ADD COLUMN hours tstzmultirange NOT NULL DEFAULT '{}'`);
    await runner.query(`ALTER TABLE overage_periods ADD COLUMN aside bigint NOT NULL DEFAULT '0'`);
    await runner.query(`
      ALTER TABLE subscription_changes ADD CONSTRAINT subscription_changes_paid_has_a_mode CHECK ((amount IS NULL) = (livemode IS NULL)) NOT VALID`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE subscription_changes DROP CONSTRAINT subscription_changes_paid_has_a_mode');
    await runner.query('ALTER TABLE overage_periods DROP COLUMN aside');
    await runner.query('ALTER TABLE overage_periods DROP COLUMN hours');
  }
}
