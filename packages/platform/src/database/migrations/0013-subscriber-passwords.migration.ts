import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable } from './tenant-fence';

/**
 * Why: a subscriber may have a password. It has a table of its own, so that what reads people for a page or a list never holds a hash, and
 * it goes with the subscriber.
 */
export class SubscriberPasswords1763700000013 implements MigrationInterface {
  name = 'SubscriberPasswords1763700000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE subscriber_passwords (
        workspace_id text NOT NULL,
        subscriber_id text NOT NULL,
        password_hash text NOT NULL,
        changed_at timestamptz NOT NULL,
        CONSTRAINT subscriber_passwords_pkey PRIMARY KEY (workspace_id, subscriber_id),
        CONSTRAINT subscriber_passwords_subscriber_id_fkey FOREIGN KEY (workspace_id, subscriber_id)
          REFERENCES subscribers(workspace_id, id) ON DELETE CASCADE
      )`);
    await fenceTenantTable(runner, 'subscriber_passwords');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE subscriber_passwords');
  }
}
