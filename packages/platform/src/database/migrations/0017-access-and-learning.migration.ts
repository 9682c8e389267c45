import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable } from './tenant-fence';

/**
 * Why: a creator decides who may use a GPT (open, invited, by domain, by approval), ChatGPT's changed callbacks are learned from a member's own
 * test and from nobody else, and members end their own sessions one by one, which therefore need a name that is no secret (ADR 0018).
 */
export class AccessAndLearning1763700000017 implements MigrationInterface {
  name = 'AccessAndLearning1763700000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await createAccessTables(runner);
    await createLearningTables(runner);
    for (const table of TABLES) await fenceTenantTable(runner, table);
    await nameMemberSessions(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE member_sessions DROP COLUMN id');
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
  }
}

const TABLES = ['access_policies', 'access_invitations', 'access_requests', 'learned_callbacks', 'turned_away_callbacks'];

const ofGpt = (table: string): string =>
  `CONSTRAINT ${table}_gpt_id_fkey FOREIGN KEY (workspace_id, gpt_id) REFERENCES gpts(workspace_id, id) ON DELETE CASCADE`;

async function createAccessTables(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE access_policies (
      workspace_id text NOT NULL,
      gpt_id text NOT NULL,
      policy text NOT NULL,
      allowed_domains text[] NOT NULL,
      gpt_url text,
      told_waiting_at timestamptz,
      updated_at timestamptz NOT NULL,
      CONSTRAINT access_policies_pkey PRIMARY KEY (workspace_id, gpt_id),
      ${ofGpt('access_policies')}
    )`);
  await runner.query(`
    CREATE TABLE access_invitations (
      workspace_id text NOT NULL,
      id text NOT NULL,
      gpt_id text NOT NULL,
      email text NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz,
      mailed_at timestamptz,
      accepted_at timestamptz,
      CONSTRAINT access_invitations_gpt_id_email_key UNIQUE (workspace_id, gpt_id, email),
      CONSTRAINT access_invitations_pkey PRIMARY KEY (workspace_id, id),
      ${ofGpt('access_invitations')}
    )`);
  await runner.query(`
    CREATE TABLE access_requests (
      workspace_id text NOT NULL,
      id text NOT NULL,
      gpt_id text NOT NULL,
      subscriber_id text NOT NULL,
      status text NOT NULL,
      language text NOT NULL,
      requested_at timestamptz NOT NULL,
      decided_at timestamptz,
      CONSTRAINT access_requests_gpt_id_subscriber_id_key UNIQUE (workspace_id, gpt_id, subscriber_id),
      CONSTRAINT access_requests_pkey PRIMARY KEY (workspace_id, id),
      ${ofGpt('access_requests')},
      CONSTRAINT access_requests_subscriber_id_fkey FOREIGN KEY (workspace_id, subscriber_id)
        REFERENCES subscribers(workspace_id, id) ON DELETE CASCADE
    )`);
  await runner.query('CREATE INDEX access_requests_subscriber_id_idx ON access_requests (workspace_id, subscriber_id)');
}

async function createLearningTables(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE learned_callbacks (
      workspace_id text NOT NULL,
      id text NOT NULL,
      gpt_id text NOT NULL,
      url text NOT NULL,
      member_id text NOT NULL,
      seen_at timestamptz NOT NULL,
      CONSTRAINT learned_callbacks_gpt_id_url_key UNIQUE (workspace_id, gpt_id, url),
      CONSTRAINT learned_callbacks_pkey PRIMARY KEY (workspace_id, id),
      ${ofGpt('learned_callbacks')},
      CONSTRAINT learned_callbacks_member_id_fkey FOREIGN KEY (workspace_id, member_id)
        REFERENCES memberships(workspace_id, member_id) ON DELETE CASCADE
    )`);
  await runner.query('CREATE INDEX learned_callbacks_member_id_idx ON learned_callbacks (workspace_id, member_id)');
  await runner.query(`
    CREATE TABLE turned_away_callbacks (
      workspace_id text NOT NULL,
      gpt_id text NOT NULL,
      callback text NOT NULL,
      times integer NOT NULL,
      first_seen_at timestamptz NOT NULL,
      last_seen_at timestamptz NOT NULL,
      CONSTRAINT turned_away_callbacks_pkey PRIMARY KEY (workspace_id, gpt_id, callback),
      ${ofGpt('turned_away_callbacks')}
    )`);
}

/** A TypeID of random digits for sessions from before; nobody is signed out. The condition makes each row draw its own. */
async function nameMemberSessions(runner: QueryRunner): Promise<void> {
  await runner.query('ALTER TABLE member_sessions ADD COLUMN id text');
  await runner.query(`
    UPDATE member_sessions s SET id = 'ses_0' || (
      SELECT string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + floor(random() * 32)::int, 1), '')
        FROM generate_series(1, 25) WHERE s.token_hash IS NOT NULL)`);
  await runner.query('ALTER TABLE member_sessions ALTER COLUMN id SET NOT NULL');
  await runner.query('ALTER TABLE member_sessions ADD CONSTRAINT member_sessions_id_key UNIQUE (id)');
}
