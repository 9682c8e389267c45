import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable } from './tenant-fence';

/**
 * Why: subscribers get pages of their own. Such a sign-in leads to the account and to no client, what somebody agreed to about news is kept with
 * its words, and whoever is erased leaves their counts to the ledger and nothing of themselves (ADR 0019).
 */
export class AccountPages1763700000018 implements MigrationInterface {
  name = 'AccountPages1763700000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('ALTER TABLE workspaces ADD COLUMN asks_marketing_consent boolean NOT NULL DEFAULT false');
    await runner.query(`ALTER TABLE interactions ADD COLUMN purpose text NOT NULL DEFAULT 'authorize'`);
    await runner.query(`
      CREATE TABLE marketing_consents (
        workspace_id text NOT NULL,
        id text NOT NULL,
        subscriber_id text NOT NULL,
        wording text NOT NULL,
        language text NOT NULL,
        given_on text NOT NULL,
        given_at timestamptz NOT NULL,
        withdrawn_at timestamptz,
        CONSTRAINT marketing_consents_pkey PRIMARY KEY (workspace_id, id),
        CONSTRAINT marketing_consents_subscriber_id_fkey FOREIGN KEY (workspace_id, subscriber_id)
          REFERENCES subscribers(workspace_id, id) ON DELETE CASCADE
      )`);
    await runner.query(
      'CREATE INDEX marketing_consents_subscriber_id_given_at_idx ON marketing_consents (workspace_id, subscriber_id, given_at)',
    );
    await runner.query(
      'CREATE UNIQUE INDEX marketing_consents_live_idx ON marketing_consents (workspace_id, subscriber_id) WHERE withdrawn_at IS NULL',
    );
    await fenceTenantTable(runner, 'marketing_consents');
    await runner.query(`
      CREATE TABLE erased_subscribers (
        workspace_id text NOT NULL,
        id text NOT NULL,
        erased_at timestamptz NOT NULL,
        CONSTRAINT erased_subscribers_pkey PRIMARY KEY (workspace_id, id),
        CONSTRAINT erased_subscribers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
      )`);
    await fenceTenantTable(runner, 'erased_subscribers');
    await letTheErasedStayCounted(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM usage_hourly WHERE subscriber_id = 'erased'`);
    await runner.query('ALTER TABLE usage_hourly DROP CONSTRAINT usage_hourly_one_caller');
    await nameCallers(runner, '');
    await runner.query(
      'ALTER TABLE usage_hourly ADD CONSTRAINT usage_hourly_one_caller CHECK (num_nonnulls(person_id, service_key_id) = 1)',
    );
    await runner.query('DROP TABLE erased_subscribers');
    await runner.query('DROP TABLE marketing_consents');
    await runner.query(`DELETE FROM interactions WHERE purpose <> 'authorize'`);
    await runner.query('ALTER TABLE interactions DROP COLUMN purpose');
    await runner.query('ALTER TABLE workspaces DROP COLUMN asks_marketing_consent');
  }
}

/** All who were erased stand in a workspace's ledger as one caller, who points at nobody. */
async function letTheErasedStayCounted(runner: QueryRunner): Promise<void> {
  await runner.query('ALTER TABLE usage_hourly DROP CONSTRAINT usage_hourly_one_caller');
  await nameCallers(runner, `IF NEW.subscriber_id = 'erased' THEN RETURN NEW; END IF;`);
  await runner.query(
    `ALTER TABLE usage_hourly ADD CONSTRAINT usage_hourly_one_caller
     CHECK (num_nonnulls(person_id, service_key_id) = CASE WHEN subscriber_id = 'erased' THEN 0 ELSE 1 END)`,
  );
}

async function nameCallers(runner: QueryRunner, first: string): Promise<void> {
  await runner.query(`
    CREATE OR REPLACE FUNCTION name_usage_caller() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      ${first}
      IF NEW.subscriber_id LIKE 'svk\\_%' THEN
        NEW.service_key_id := NEW.subscriber_id;
      ELSE
        NEW.person_id := NEW.subscriber_id;
      END IF;
      RETURN NEW;
    END $$`);
}
