import type { QueryRunner } from 'typeorm';

const same = (column: string, setting: string): string => `${column} = NULLIF(current_setting('${setting}', true), '')`;

/**
 * The second fence: forced row-level security, so that even the table's owner sees only the workspace that the transaction named.
 * With no workspace named the setting is absent or '', and no row matches.
 */
export async function fenceTenantTable(runner: QueryRunner, table: string): Promise<void> {
  const ours = same('workspace_id', 'app.workspace_id');
  await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
  await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  await runner.query(`CREATE POLICY tenant ON ${table} USING (${ours}) WITH CHECK (${ours})`);
  await grantToApp(runner, table);
}

/** A member sees their own rows of a tenant table in every workspace: to list what they belong to. */
export async function letMembersSeeTheirOwn(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`CREATE POLICY own ON ${table} FOR SELECT USING (${same('member_id', 'app.member_id')})`);
}

/** The role of the running service may work on rows, and may not alter, truncate or own the table. */
export async function grantToApp(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO gatehouse_app`);
}
