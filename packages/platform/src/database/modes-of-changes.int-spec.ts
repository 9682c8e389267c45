import { createTestDatabase, type TestDatabase } from '@gatehouse/testing';
import { buildOwnerDataSource } from './data-source';
import { EarlierMonthsAndChanges1763700000065 } from './migrations/0065-earlier-months-and-changes.migration';
import { HoursOfMonthsAndModesOfChanges1763700000060 } from './migrations/0060-hours-of-months-and-modes-of-changes.migration';

describe('changes of places from before their mode was noted', () => {
  let test: TestDatabase;

  beforeAll(async () => {
    test = await createTestDatabase();
    for (const workspace of ['wsp_a', 'wsp_b']) {
      await test.query('INSERT INTO workspaces (id, slug, name) VALUES ($1, $1, $1)', [workspace]);
      await test.query(
        `INSERT INTO gpts (workspace_id, id, name, client_id, login_methods) VALUES ($1, $2, 'F', $2, '{google}')`,
        [...[workspace, `gpt_${workspace}`]],
      );
    }
  });
  afterAll(() => test.drop());

  const connect = (workspace: string, id: string, livemode: boolean, from: string, to: string | null) =>
    test.query(
      `INSERT INTO stripe_connections (workspace_id, id, kind, stripe_account_id, livemode, connected_at, disconnected_at)
       VALUES ($1, $2, 'connect', 'acct_1', $3, $4, $5)`,
      [workspace, id, livemode, from, to],
    );
  const change = (workspace: string, id: string, amount: number | null, at: string) =>
    test.query(
      `INSERT INTO subscription_changes (workspace_id, id, gpt_id, subscription_id, tier_id, status, amount, currency, "interval", livemode, changed_at)
       VALUES ($1, $2, $3, 'sub_1', 'tir_1', 'active', $4, $5, $6, NULL, $7)`,
      [workspace, id, `gpt_${workspace}`, amount, amount && 'eur', amount && 'month', at],
    );

  it('are of the mode of the account that was connected then; where none was, a test; of none where nothing is paid', async () => {
    const owner = buildOwnerDataSource(test.url);
    await owner.initialize();
    const runner = owner.createQueryRunner();
    const migration = new HoursOfMonthsAndModesOfChanges1763700000060();
    await migration.down(runner);
    await connect('wsp_a', 'stc_1', false, '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z');
    await connect('wsp_a', 'stc_2', true, '2026-03-01T00:00:00Z', null);
    await change('wsp_a', 'chg_before', 500, '2025-12-31T00:00:00Z');
    await change('wsp_a', 'chg_free', null, '2026-01-10T00:00:00Z');
    await change('wsp_a', 'chg_test', 500, '2026-01-20T00:00:00Z');
    await change('wsp_a', 'chg_between', 500, '2026-02-20T00:00:00Z');
    await change('wsp_a', 'chg_live', 500, '2026-03-20T00:00:00Z');
    await change('wsp_b', 'chg_elsewhere', 500, '2026-03-20T00:00:00Z');
    await runner.startTransaction();
    await migration.up(runner);
    await runner.commitTransaction();
    await new EarlierMonthsAndChanges1763700000065().up(runner);
    await owner.destroy();
    const rows = await test.query<{ id: string; livemode: boolean | null }>('SELECT id, livemode FROM subscription_changes');
    expect(Object.fromEntries(rows.map(({ id, livemode }) => [id, livemode]))).toEqual({
      chg_before: false,
      chg_free: null,
      chg_test: false,
      chg_between: false,
      chg_live: true,
      chg_elsewhere: false,
    });
  });

  it('cannot be without one any more where something is paid', async () => {
    await expect(change('wsp_a', 'chg_new', 500, '2026-04-20T00:00:00Z')).rejects.toThrow('subscription_changes_paid_has_a_mode');
  });
});
