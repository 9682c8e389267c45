import { createTestDatabase, type TestDatabase } from '@gatehouse/testing';
import { buildOwnerDataSource } from './data-source';
import { Database } from './database';
import { directoryEntities, tenantEntities } from './entities';
import { Gpt } from './entities/gpt.entity';
import { CallbackUrl } from './entities/callback-url.entity';
import { migrate } from './migrate';

describe('the schema', () => {
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 3);
    await test.query(`INSERT INTO workspaces (id, slug, name) VALUES ('wsp_a', 'a', 'A'), ('wsp_b', 'b', 'B')`);
    for (const workspace of ['wsp_a', 'wsp_b']) {
      await test.query(
        `INSERT INTO gpts (workspace_id, id, name, client_id, login_methods) VALUES ($1, $2, 'Foods', $3, '{google}')`,
        [workspace, `gpt_${workspace}`, `client_${workspace}`],
      );
    }
  });

  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  it('is what the entities say: generating a migration from them yields nothing', async () => {
    // TypeORM asks for many things at once here, which a connection of the driver bears that is pipelined.
    const owner = buildOwnerDataSource(test.url).setOptions({ extra: { pipeline: true } });
    await owner.initialize();
    const changes = await owner.driver.createSchemaBuilder().log();
    await owner.destroy();
    expect(changes.upQueries.map((change) => change.query)).toEqual([]);
  });

  it('migrates once: a second run finds nothing to do', async () => {
    expect(await migrate(test.url)).toEqual([]);
  });

  it('forces row-level security on every table that carries workspace_id, and every such table is known as a tenant table', async () => {
    const rows = await test.query<{ name: string; forced: boolean }>(
      `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id' AND NOT a.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`,
    );
    expect(rows.filter((row) => !row.forced)).toEqual([]);
    const owner = buildOwnerDataSource(test.url);
    await owner.initialize();
    const known = tenantEntities.map((entity) => owner.getMetadata(entity).tableName).sort();
    await owner.destroy();
    expect(rows.map((row) => row.name)).toEqual(known);
    expect(directoryEntities.length).toBeGreaterThan(0);
  });

  it('carries the workspace in every primary and foreign key of a tenant table', async () => {
    const keys = await test.query<{ name: string }>(
      `SELECT con.conname AS name FROM pg_constraint con JOIN pg_class c ON c.oid = con.conrelid
       JOIN pg_attribute w ON w.attrelid = c.oid AND w.attname = 'workspace_id'
       WHERE con.contype IN ('p', 'f') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
         AND NOT w.attnum = ANY (con.conkey) AND con.confrelid <> COALESCE(to_regclass('members'), 0)`,
    );
    expect(keys).toEqual([]);
  });

  it('acts as a role that owns nothing and cannot step over row-level security', async () => {
    const [role] = await database.inDirectory((tx) =>
      tx.manager.query<{ name: string; above: boolean; owns: number }[]>(
        `SELECT current_user AS name, rolsuper OR rolbypassrls AS above,
           (SELECT count(*)::int FROM pg_class WHERE relowner = pg_roles.oid) AS owns FROM pg_roles WHERE rolname = current_user`,
      ),
    );
    expect(role).toEqual({ name: 'gatehouse_app', above: false, owns: 0 });
  });

  it('acts as that role whatever options the URL brings, and keeps the others', async () => {
    const url = new URL(test.url);
    url.searchParams.set('options', '-c role=none -c statement_timeout=4321');
    const optioned = await Database.connect(url.toString(), 1);
    const [seen] = await optioned.inDirectory((tx) =>
      tx.manager.query<object[]>(`SELECT current_user AS name, current_setting('statement_timeout') AS timeout`),
    );
    await optioned.close();
    expect(seen).toEqual({ name: 'gatehouse_app', timeout: '4321ms' });
  });

  it('refuses to work on a database that was never migrated', async () => {
    const url = new URL(test.url);
    url.pathname = '/template1';
    await expect(Database.connect(url.toString(), 1)).rejects.toThrow(/run the migrations/);
  });

  it("shows a workspace its own rows, and neither another's nor any without a workspace", async () => {
    const seen = await database.inWorkspace('wsp_a', (tx) => tx.manager.find(Gpt));
    expect(seen.map((gpt) => gpt.id)).toEqual(['gpt_wsp_a']);
    expect(await database.inDirectory((tx) => tx.manager.find(Gpt))).toEqual([]);
    expect(await database.asMember('mbr_x', (tx) => tx.manager.find(Gpt))).toEqual([]);
  });

  it("refuses a row for another workspace, and a row that points at another workspace's", async () => {
    const url = 'https://chatgpt.com/aip/g-1/oauth/callback';
    await expect(
      database.inWorkspace('wsp_a', (tx) =>
        tx.manager.insert(CallbackUrl, { workspaceId: 'wsp_b', id: 'cbu_1', gptId: 'gpt_wsp_b', url }),
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(
      database.inWorkspace('wsp_a', (tx) =>
        tx.manager.insert(CallbackUrl, { workspaceId: 'wsp_a', id: 'cbu_1', gptId: 'gpt_wsp_b', url }),
      ),
    ).rejects.toThrow(/callback_urls_gpt_id_fkey/);
  });

  it("changes and deletes nothing of another workspace's", async () => {
    await database.inWorkspace('wsp_a', (tx) => tx.manager.update(Gpt, { id: 'gpt_wsp_b' }, { name: 'Stolen' }));
    await database.inWorkspace('wsp_a', (tx) => tx.manager.delete(Gpt, { id: 'gpt_wsp_b' }));
    expect(await test.query(`SELECT name FROM gpts WHERE id = 'gpt_wsp_b'`)).toEqual([{ name: 'Foods' }]);
  });

  it('makes a month of the ledger when asked, as often as asked, by several at once', async () => {
    const ask = (): Promise<unknown> =>
      database.inDirectory((tx) => tx.manager.query(`SELECT ensure_usage_partition('2027-02-14')`));
    await Promise.all([ask(), ask(), ask()]);
    await ask();
    const parts = await test.query(`SELECT relname FROM pg_class WHERE relname = 'usage_hourly_2027_02'`);
    expect(parts).toHaveLength(1);
  });
});
