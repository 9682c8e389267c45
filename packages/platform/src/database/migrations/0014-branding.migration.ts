import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable } from './tenant-fence';

/**
 * Why: the pages on which people sign in to a GPT carry its creator's logo, colour, words and links, and a GPT with actions needs a privacy policy, which
 * we host. Logos lie in Postgres, because every instance has it and a backup holds them (ADR 0016).
 */
export class Branding1763700000014 implements MigrationInterface {
  name = 'Branding1763700000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE brandings (
        workspace_id text NOT NULL,
        gpt_id text NOT NULL,
        accent text,
        heading text,
        intro text,
        terms_url text,
        privacy_url text,
        updated_at timestamptz NOT NULL,
        CONSTRAINT brandings_accent_check CHECK (accent ~ '^#[0-9a-f]{6}$'),
        ${keysOf('brandings')}
      )`);
    await runner.query(`
      CREATE TABLE logos (
        workspace_id text NOT NULL,
        gpt_id text NOT NULL,
        hash text NOT NULL,
        media_type text NOT NULL,
        width integer NOT NULL,
        height integer NOT NULL,
        image bytea NOT NULL,
        updated_at timestamptz NOT NULL,
        ${keysOf('logos')}
      )`);
    // It is compressed already.
    await runner.query('ALTER TABLE logos ALTER COLUMN image SET STORAGE EXTERNAL');
    await runner.query(`
      CREATE TABLE privacy_policies (
        workspace_id text NOT NULL,
        gpt_id text NOT NULL,
        responsible text,
        contact_email text,
        collected text,
        purposes text,
        retention text,
        recipients text,
        updated_at timestamptz NOT NULL,
        ${keysOf('privacy_policies')}
      )`);
    for (const table of TABLES) await fenceTenantTable(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TABLE ${table}`);
  }
}

const TABLES = ['brandings', 'logos', 'privacy_policies'];

const keysOf = (table: string): string =>
  `CONSTRAINT ${table}_pkey PRIMARY KEY (workspace_id, gpt_id),
   CONSTRAINT ${table}_gpt_id_fkey FOREIGN KEY (workspace_id, gpt_id) REFERENCES gpts(workspace_id, id) ON DELETE CASCADE`;
