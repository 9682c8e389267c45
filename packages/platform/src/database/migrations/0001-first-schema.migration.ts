import type { MigrationInterface, QueryRunner } from 'typeorm';
import { firstSchema } from './0001-first-schema.sql';
import { fenceTenantTable, grantToApp, letMembersSeeTheirOwn } from './tenant-fence';

const directoryTables = ['workspaces', 'members', 'member_sessions', 'member_email_codes', 'usage_batches'];
const tenantTables = [
  ...['memberships', 'api_tokens', 'gpts', 'gpt_secrets', 'callback_urls', 'scopes', 'tiers', 'subscribers', 'subscriptions'],
  ...['subscriber_sessions', 'interactions', 'sign_in_codes', 'grants', 'authorization_codes', 'refresh_tokens', 'access_tokens'],
  'usage_hourly',
];

/** Why: the house begins here. Members, workspaces, GPTs, subscribers, the authorization server's records and the usage ledger. */
export class FirstSchema1763700000001 implements MigrationInterface {
  name = 'FirstSchema1763700000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await createAppRole(runner);
    for (const statement of firstSchema) await runner.query(statement);
    for (const table of directoryTables) await grantToApp(runner, table);
    for (const table of tenantTables) await fenceTenantTable(runner, table);
    await letMembersSeeTheirOwn(runner, 'memberships');
    await letMembersSeeTheirOwn(runner, 'api_tokens');
    // Whoever presents a token's secret may find its one row before any workspace is known.
    await runner.query(
      `CREATE POLICY presented ON api_tokens FOR SELECT
       USING (token_hash = decode(NULLIF(current_setting('app.api_token_hash', true), ''), 'hex'))`,
    );
    await createPartitionFunction(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION ensure_usage_partition(date)');
    for (const table of [...tenantTables, ...directoryTables].reverse()) await runner.query(`DROP TABLE ${table} CASCADE`);
  }
}

/** Roles belong to the whole cluster: another database, or another process this very moment, may have made it. */
async function createAppRole(runner: QueryRunner): Promise<void> {
  await runner.query(`
    DO $$ BEGIN
      CREATE ROLE gatehouse_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`);
  await runner.query('GRANT gatehouse_app TO CURRENT_USER');
  await runner.query('GRANT USAGE ON SCHEMA public TO gatehouse_app');
}

/**
 * The service's role cannot create tables, so the one thing it may create, a month of the ledger, is a function of the owner's.
 * The lock keeps two drains that reach a new month together from failing each other.
 */
async function createPartitionFunction(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION ensure_usage_partition(month date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE
      first_day date := date_trunc('month', month)::date;
      partition text := 'usage_hourly_' || to_char(first_day, 'YYYY_MM');
    BEGIN
      IF to_regclass(partition) IS NOT NULL THEN RETURN; END IF;
      PERFORM pg_advisory_xact_lock(7002);
      EXECUTE format(
        'CREATE TABLE IF NOT EXISTS %I PARTITION OF usage_hourly FOR VALUES FROM (%L) TO (%L)',
        partition, first_day::timestamp AT TIME ZONE 'UTC', (first_day + interval '1 month')::timestamp AT TIME ZONE 'UTC');
    END $$`);
  await runner.query('REVOKE ALL ON FUNCTION ensure_usage_partition(date) FROM PUBLIC');
  await runner.query('GRANT EXECUTE ON FUNCTION ensure_usage_partition(date) TO gatehouse_app');
}
