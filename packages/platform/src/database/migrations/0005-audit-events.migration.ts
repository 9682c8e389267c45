import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable } from './tenant-fence';

/** Why: every change in a workspace, and every sign-in of its members, is told to its admins by a log that nobody can rewrite. */
export class AuditEvents1763700000005 implements MigrationInterface {
  name = 'AuditEvents1763700000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE audit_events (
        workspace_id text NOT NULL,
        id text NOT NULL,
        at timestamptz NOT NULL,
        actor_kind text NOT NULL,
        member_id text,
        token_id text,
        action text NOT NULL,
        target_kind text,
        target_id text,
        target_name text,
        changes jsonb NOT NULL,
        source_address text,
        user_agent text,
        CONSTRAINT audit_events_pkey PRIMARY KEY (workspace_id, id),
        CONSTRAINT audit_events_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
      )`);
    await runner.query('CREATE INDEX audit_events_at_id_idx ON audit_events (workspace_id, at, id)');
    await fenceTenantTable(runner, 'audit_events');
    // Append-only: a service that is taken over can add to the log, and cannot clean up behind itself.
    await runner.query('REVOKE UPDATE, DELETE ON audit_events FROM gatehouse_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_events');
  }
}
