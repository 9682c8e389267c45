import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable } from './tenant-fence';

/**
 * Why: a GPT may authenticate by a key of its own, without a person behind the call (the GPT editor's "API Key"). Such calls are counted
 * like any other, so the ledger's caller is a subscriber or a service key, each held by its foreign key (ADR 0013).
 */
export class ServiceKeys1763700000004 implements MigrationInterface {
  name = 'ServiceKeys1763700000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE service_keys (
        workspace_id text NOT NULL,
        id text NOT NULL,
        gpt_id text NOT NULL,
        name text NOT NULL,
        key_hash bytea NOT NULL,
        last4 text NOT NULL,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz,
        expires_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT service_keys_key_hash_key UNIQUE (workspace_id, key_hash),
        CONSTRAINT service_keys_pkey PRIMARY KEY (workspace_id, id),
        CONSTRAINT service_keys_gpt_id_fkey FOREIGN KEY (workspace_id, gpt_id) REFERENCES gpts(workspace_id, id)
      )`);
    await runner.query('CREATE INDEX service_keys_gpt_id_idx ON service_keys (workspace_id, gpt_id)');
    await fenceTenantTable(runner, 'service_keys');
    await letServiceKeysIntoTheLedger(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER name_usage_caller ON usage_hourly');
    await runner.query('DROP FUNCTION name_usage_caller()');
    await runner.query('DELETE FROM usage_hourly WHERE service_key_id IS NOT NULL');
    await runner.query('ALTER TABLE usage_hourly DROP COLUMN person_id, DROP COLUMN service_key_id');
    await runner.query(
      `ALTER TABLE usage_hourly ADD CONSTRAINT usage_hourly_subscriber_id_fkey
       FOREIGN KEY (workspace_id, subscriber_id) REFERENCES subscribers(workspace_id, id)`,
    );
    await runner.query('DROP TABLE service_keys');
  }
}

/** A key column cannot be null, and one column cannot point at two tables; so whom it names is copied to the column that can be held to it. */
async function letServiceKeysIntoTheLedger(runner: QueryRunner): Promise<void> {
  await runner.query('ALTER TABLE usage_hourly DROP CONSTRAINT usage_hourly_subscriber_id_fkey');
  await runner.query('ALTER TABLE usage_hourly ADD COLUMN person_id text, ADD COLUMN service_key_id text');
  // Row-level security is forced on the owner too, who names no workspace here and would change nothing.
  await runner.query('ALTER TABLE usage_hourly NO FORCE ROW LEVEL SECURITY');
  await runner.query('UPDATE usage_hourly SET person_id = subscriber_id');
  await runner.query('ALTER TABLE usage_hourly FORCE ROW LEVEL SECURITY');
  await runner.query(`
    CREATE FUNCTION name_usage_caller() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.subscriber_id LIKE 'svk\\_%' THEN
        NEW.service_key_id := NEW.subscriber_id;
      ELSE
        NEW.person_id := NEW.subscriber_id;
      END IF;
      RETURN NEW;
    END $$`);
  await runner.query(
    'CREATE TRIGGER name_usage_caller BEFORE INSERT ON usage_hourly FOR EACH ROW EXECUTE FUNCTION name_usage_caller()',
  );
  await runner.query(
    'ALTER TABLE usage_hourly ADD CONSTRAINT usage_hourly_one_caller CHECK (num_nonnulls(person_id, service_key_id) = 1)',
  );
  await runner.query(
    `ALTER TABLE usage_hourly ADD CONSTRAINT usage_hourly_person_id_fkey
     FOREIGN KEY (workspace_id, person_id) REFERENCES subscribers(workspace_id, id)`,
  );
  await runner.query(
    `ALTER TABLE usage_hourly ADD CONSTRAINT usage_hourly_service_key_id_fkey
     FOREIGN KEY (workspace_id, service_key_id) REFERENCES service_keys(workspace_id, id)`,
  );
}
