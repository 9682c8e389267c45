import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fillFromLedger, makeMonth, rollupTables, usageRollups } from './0022-usage-rollups.sql';
import { fenceTenantTable, grantToApp } from './tenant-fence';

/**
 * Why: a year of a workspace is read in an instant, a quota and a total in one row, and whatever is coarser than an hour can be made anew from
 * what is finer: batches keep what they brought for a while, days and months are rolled up from them (ADR 0023). A worker of the version
 * before this one writes the ledger alone; stop it before, or run `recompute-usage` once it is gone.
 */
export class UsageRollups1763700000022 implements MigrationInterface {
  name = 'UsageRollups1763700000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of usageRollups) await runner.query(statement);
    await runner.query(makeMonth);
    await this.makeMonthsOfTheLedger(runner);
    // Row-level security is forced on the owner too, who names no workspace here and would see nothing.
    await runner.query('ALTER TABLE usage_hourly NO FORCE ROW LEVEL SECURITY');
    for (const statement of fillFromLedger) await runner.query(statement);
    await runner.query('ALTER TABLE usage_hourly FORCE ROW LEVEL SECURITY');
    for (const table of [...rollupTables, 'usage_batch_parts']) await fenceTenantTable(runner, table);
    await grantToApp(runner, 'usage_books');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...rollupTables, 'usage_batch_parts', 'usage_books']) await runner.query(`DROP TABLE ${table}`);
    await runner.query('ALTER TABLE usage_batches DROP COLUMN workspaces, DROP COLUMN rolled_up_at');
    await runner.query(
      makeMonth.replaceAll(/EXECUTE format\('CREATE TABLE IF NOT EXISTS %I PARTITION OF usage_(daily|batch_parts)[^;]*;/g, ''),
    );
  }

  private async makeMonthsOfTheLedger(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SELECT ensure_usage_partition(to_date(right(relname, 7), 'YYYY_MM'))
        FROM pg_class WHERE relname ~ '^usage_hourly_[0-9]{4}_[0-9]{2}$' AND relkind = 'r'`);
  }
}
