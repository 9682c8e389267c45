import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable } from './tenant-fence';

/**
 * Why: a subscriber may sign in by an account at Google, GitHub or Microsoft, and by several of them, and is one person throughout. A column
 * for Google's subject held one of one kind; now each linked account is a row.
 */
export class SubscriberIdentities1763700000015 implements MigrationInterface {
  name = 'SubscriberIdentities1763700000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE subscriber_identities (
        workspace_id text NOT NULL,
        id text NOT NULL,
        subscriber_id text NOT NULL,
        provider text NOT NULL,
        subject text NOT NULL,
        linked_at timestamptz NOT NULL,
        CONSTRAINT subscriber_identities_provider_subject_key UNIQUE (workspace_id, provider, subject),
        CONSTRAINT subscriber_identities_subscriber_id_provider_key UNIQUE (workspace_id, subscriber_id, provider),
        CONSTRAINT subscriber_identities_pkey PRIMARY KEY (workspace_id, id),
        CONSTRAINT subscriber_identities_subscriber_id_fkey FOREIGN KEY (workspace_id, subscriber_id)
          REFERENCES subscribers(workspace_id, id) ON DELETE CASCADE
      )`);
    // Row-level security is forced on the owner too, who names no workspace here and would read nothing. A subscriber's id is a TypeID; with the
    // other prefix its suffix is one for the link.
    await runner.query('ALTER TABLE subscribers NO FORCE ROW LEVEL SECURITY');
    await runner.query(`
      INSERT INTO subscriber_identities (workspace_id, id, subscriber_id, provider, subject, linked_at)
      SELECT workspace_id, 'idn_' || split_part(id, '_', 2), id, 'google', google_subject, first_seen_at
      FROM subscribers WHERE google_subject IS NOT NULL`);
    await runner.query('ALTER TABLE subscribers FORCE ROW LEVEL SECURITY');
    await fenceTenantTable(runner, 'subscriber_identities');
    await runner.query('ALTER TABLE subscribers DROP COLUMN google_subject');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE subscribers ADD COLUMN google_subject text');
    for (const table of ['subscribers', 'subscriber_identities'])
      await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      UPDATE subscribers s SET google_subject = i.subject FROM subscriber_identities i
      WHERE i.workspace_id = s.workspace_id AND i.subscriber_id = s.id AND i.provider = 'google'`);
    await runner.query('ALTER TABLE subscribers FORCE ROW LEVEL SECURITY');
    await runner.query(
      'ALTER TABLE subscribers ADD CONSTRAINT subscribers_google_subject_key UNIQUE (workspace_id, google_subject)',
    );
    await runner.query('DROP TABLE subscriber_identities');
  }
}
