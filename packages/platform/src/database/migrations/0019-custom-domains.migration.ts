import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fenceTenantTable, grantToApp } from './tenant-fence';

/**
 * Why: a workspace proves a domain by a DNS record, and its issuer lives there (ADR 0020). Claims are the tenant's; who holds a domain is asked by
 * the Host of a request, before any tenant is known, and so stands in a directory like the slugs do.
 */
export class CustomDomains1763700000019 implements MigrationInterface {
  name = 'CustomDomains1763700000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query(`
      CREATE TABLE workspace_domains (
        workspace_id text NOT NULL,
        id text NOT NULL,
        domain text NOT NULL,
        token text NOT NULL,
        state text NOT NULL,
        reason text,
        created_at timestamptz NOT NULL,
        verified_at timestamptz,
        failing_since timestamptz,
        checked_at timestamptz,
        CONSTRAINT workspace_domains_domain_key UNIQUE (workspace_id, domain),
        CONSTRAINT workspace_domains_pkey PRIMARY KEY (workspace_id, id),
        CONSTRAINT workspace_domains_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
      )`);
    await fenceTenantTable(runner, 'workspace_domains');
    await runner.query(`
      CREATE TABLE domain_directory (
        domain_id text NOT NULL,
        holder_id text NOT NULL,
        held_domain text,
        is_issuer boolean NOT NULL DEFAULT false,
        next_check_at timestamptz NOT NULL,
        CONSTRAINT domain_directory_held_domain_key UNIQUE (held_domain),
        CONSTRAINT domain_directory_issuer_is_held CHECK (held_domain IS NOT NULL OR NOT is_issuer),
        CONSTRAINT domain_directory_pkey PRIMARY KEY (domain_id),
        CONSTRAINT domain_directory_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES workspaces(id) ON DELETE CASCADE
      )`);
    await runner.query('CREATE INDEX domain_directory_next_check_at_idx ON domain_directory (next_check_at)');
    await runner.query('CREATE UNIQUE INDEX domain_directory_issuer_idx ON domain_directory (holder_id) WHERE is_issuer');
    await grantToApp(runner, 'domain_directory');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE domain_directory');
    await runner.query('DROP TABLE workspace_domains');
  }
}
