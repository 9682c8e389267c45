import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable } from './tenant-fence';

/** Why: a workspace signs ID tokens (and, later, what the gateway forwards) with keys of its own that are replaced in stages. */
export class SigningKeys1763700000003 implements MigrationInterface {
  name = 'SigningKeys1763700000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE signing_keys (
        workspace_id text NOT NULL,
        id text NOT NULL,
        algorithm text NOT NULL,
        state text NOT NULL,
        public_jwk jsonb NOT NULL,
        private_sealed text,
        created_at timestamptz NOT NULL,
        activated_at timestamptz,
        superseded_at timestamptz,
        retired_at timestamptz,
        CONSTRAINT signing_keys_pkey PRIMARY KEY (workspace_id, id),
        CONSTRAINT signing_keys_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX signing_keys_current_idx ON signing_keys (workspace_id, algorithm) WHERE state = 'current'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX signing_keys_next_idx ON signing_keys (workspace_id, algorithm) WHERE state = 'next'`,
    );
    await fenceTenantTable(runner, 'signing_keys');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signing_keys');
  }
}
