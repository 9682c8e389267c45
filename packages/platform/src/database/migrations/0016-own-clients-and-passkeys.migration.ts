import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable } from './tenant-fence';

/**
 * Why: a GPT may sign people in with its creator's own client at Google, GitHub or Microsoft, whose secret is kept sealed; and subscribers may
 * sign in by passkeys, whose challenges are answered once.
 */
export class OwnClientsAndPasskeys1763700000016 implements MigrationInterface {
  name = 'OwnClientsAndPasskeys1763700000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE gpt_identity_clients (
        workspace_id text NOT NULL,
        id text NOT NULL,
        gpt_id text NOT NULL,
        provider text NOT NULL,
        client_id text NOT NULL,
        client_secret text NOT NULL,
        last4 text NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT gpt_identity_clients_gpt_id_provider_key UNIQUE (workspace_id, gpt_id, provider),
        CONSTRAINT gpt_identity_clients_pkey PRIMARY KEY (workspace_id, id),
        CONSTRAINT gpt_identity_clients_gpt_id_fkey FOREIGN KEY (workspace_id, gpt_id)
          REFERENCES gpts(workspace_id, id) ON DELETE CASCADE
      )`);
    await fenceTenantTable(runner, 'gpt_identity_clients');
    await addPasskeys(runner);
    // Whether the page that offers a passkey was shown: it is offered once.
    await runner.query('ALTER TABLE subscribers ADD COLUMN passkey_offered_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE subscribers DROP COLUMN passkey_offered_at');
    await runner.query('DROP TABLE passkey_challenges');
    await runner.query('DROP TABLE passkeys');
    await runner.query('DROP TABLE gpt_identity_clients');
  }
}

async function addPasskeys(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE passkeys (
      workspace_id text NOT NULL,
      id text NOT NULL,
      subscriber_id text NOT NULL,
      credential_id text NOT NULL,
      public_key bytea NOT NULL,
      counter bigint NOT NULL,
      transports text[] NOT NULL,
      backed_up boolean NOT NULL,
      rp_id text NOT NULL,
      name text NOT NULL,
      created_at timestamptz NOT NULL,
      last_used_at timestamptz,
      CONSTRAINT passkeys_credential_id_key UNIQUE (workspace_id, credential_id),
      CONSTRAINT passkeys_pkey PRIMARY KEY (workspace_id, id),
      CONSTRAINT passkeys_subscriber_id_fkey FOREIGN KEY (workspace_id, subscriber_id)
        REFERENCES subscribers(workspace_id, id) ON DELETE CASCADE
    )`);
  await runner.query('CREATE INDEX passkeys_subscriber_id_idx ON passkeys (workspace_id, subscriber_id)');
  await fenceTenantTable(runner, 'passkeys');
  await runner.query(`
    CREATE TABLE passkey_challenges (
      workspace_id text NOT NULL,
      id text NOT NULL,
      ceremony text NOT NULL,
      bound_to text NOT NULL,
      challenge text NOT NULL,
      expires_at timestamptz NOT NULL,
      CONSTRAINT passkey_challenges_bound_to_ceremony_key UNIQUE (workspace_id, bound_to, ceremony),
      CONSTRAINT passkey_challenges_pkey PRIMARY KEY (workspace_id, id),
      CONSTRAINT passkey_challenges_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
    )`);
  await runner.query('CREATE INDEX passkey_challenges_expires_at_idx ON passkey_challenges (workspace_id, expires_at)');
  await fenceTenantTable(runner, 'passkey_challenges');
}
