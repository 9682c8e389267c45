import { createTestDatabase, type TestDatabase } from '@gatehouse/testing';
import { Database } from './database';
import { runPrepared } from './prepared';
import type { PipelinedTransaction } from './pipelined-transaction';

const LIST = { name: 'test-list-gpts', text: 'SELECT id FROM gpts ORDER BY id' };
const INSERT = {
  name: 'test-insert-gpt',
  text: `INSERT INTO gpts (workspace_id, id, name, client_id, login_methods) VALUES ($1, $2, 'G', $2, '{google}')`,
};

describe('a pipelined transaction', () => {
  let test: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    test = await createTestDatabase();
    // One connection: what a transaction left behind would show in the next one.
    database = await Database.connect(test.url, 1);
    await test.query(`INSERT INTO workspaces (id, slug, name) VALUES ('wsp_1', 'one', 'One'), ('wsp_2', 'two', 'Two')`);
  });
  afterAll(async () => {
    await database.close();
    await test.drop();
  });

  const insert = (tx: PipelinedTransaction, id: string, workspaceId = tx.workspaceId): Promise<object[]> =>
    runPrepared(tx, INSERT, [workspaceId, id]);
  const list = (workspaceId: string): Promise<{ id: string }[]> =>
    database.inWorkspacePipelined(workspaceId, (tx) => runPrepared<{ id: string }>(tx, LIST, []));

  it('commits what it returns from, in the order in which it was given, and shows one workspace only', async () => {
    const [, seen] = await database.inWorkspacePipelined('wsp_1', (tx) =>
      Promise.all([insert(tx, 'gpt_1'), runPrepared<{ id: string }>(tx, LIST, [])]),
    );
    expect(seen).toEqual([{ id: 'gpt_1' }]);
    expect(await list('wsp_1')).toEqual([{ id: 'gpt_1' }]);
    expect(await list('wsp_2')).toEqual([]);
  });

  it('takes no row of another workspace', async () => {
    const foreign = database.inWorkspacePipelined('wsp_2', (tx) => insert(tx, 'gpt_foreign', 'wsp_1'));
    await expect(foreign).rejects.toThrow('row-level security');
    expect(await list('wsp_1')).toEqual([{ id: 'gpt_1' }]);
  });

  it('rolls back everything when one statement fails, also those that were sent after it', async () => {
    const failing = database.inWorkspacePipelined('wsp_2', (tx) =>
      Promise.all([insert(tx, 'gpt_2'), insert(tx, 'gpt_1'), insert(tx, 'gpt_3')]),
    );
    // The first that failed, not what followed from it.
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    expect(await list('wsp_2')).toEqual([]);
  });

  it('rolls back when the work throws, and when it hides a failure of Postgres', async () => {
    const thrown = database.inWorkspacePipelined('wsp_2', async (tx) => {
      await insert(tx, 'gpt_2');
      throw new Error('changed my mind');
    });
    await expect(thrown).rejects.toThrow('changed my mind');
    const hidden = database.inWorkspacePipelined('wsp_2', async (tx) => {
      await insert(tx, 'gpt_2');
      await insert(tx, 'gpt_1').catch(() => undefined);
    });
    await expect(hidden).rejects.toThrow('rolled back instead of committed');
    expect(await list('wsp_2')).toEqual([]);
  });

  it('runs nothing after its end, when the connection is in other hands', async () => {
    let leaked: PipelinedTransaction | null = null;
    await database.inWorkspacePipelined('wsp_1', (tx) => {
      leaked = tx;
      return Promise.resolve();
    });
    await expect(insert(leaked as unknown as PipelinedTransaction, 'gpt_late')).rejects.toThrow('after the end');
  });
});
