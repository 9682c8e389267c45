import { createTestDatabase, type TestDatabase } from '@gatehouse/testing';
import { buildOwnerDataSource } from './data-source';
import { PriceMoves1763700000042 } from './migrations/0042-price-moves.migration';

describe('prices from before they had versions', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.drop());

  it('get their first one, once, in every workspace; free tiers and those with versions are left as they are', async () => {
    for (const workspace of ['wsp_a', 'wsp_b']) {
      await test.query('INSERT INTO workspaces (id, slug, name) VALUES ($1, $1, $1)', [workspace]);
      await test.query(
        `INSERT INTO gpts (workspace_id, id, name, client_id, login_methods) VALUES ($1, $2, 'F', $2, '{google}')`,
        [...[workspace, `gpt_${workspace}`]],
      );
    }
    const tier = (workspace: string, id: string, amount: number | null, currency: string | null, interval: string | null) =>
      test.query(
        `INSERT INTO tiers (workspace_id, id, gpt_id, key, name, price_amount, price_currency, price_interval, created_at)
         VALUES ($1, $2, $3, $2, 'T', $4, $5, $6, '2026-11-01T00:00:00Z')`,
        [workspace, id, `gpt_${workspace}`, amount, currency, interval],
      );
    await tier('wsp_a', 'tir_old', 900, 'EUR', 'month');
    await tier('wsp_a', 'tir_free', null, null, null);
    await tier('wsp_a', 'tir_nothing', 0, 'eur', 'month');
    await tier('wsp_a', 'tir_known', 700, 'eur', 'month');
    await tier('wsp_b', 'tir_yen', 500, 'jpy', 'year');
    await test.query(
      `INSERT INTO tier_prices (workspace_id, id, gpt_id, tier_id, amount, currency, "interval", created_at)
       VALUES ('wsp_a', 'prc_known', 'gpt_wsp_a', 'tir_known', 700, 'eur', 'month', now())`,
    );
    const owner = buildOwnerDataSource(test.url);
    await owner.initialize();
    const runner = owner.createQueryRunner();
    const migration = new PriceMoves1763700000042();
    for (let time = 0; time < 2; time += 1) {
      await runner.startTransaction();
      await migration.down(runner);
      await migration.up(runner);
      await runner.commitTransaction();
    }
    await owner.destroy();
    const versions = `SELECT workspace_id, id, tier_id, amount, currency, "interval", stripe_price_id, retired_at FROM tier_prices ORDER BY id`;
    const nowhere = { stripe_price_id: null, retired_at: null };
    expect(await test.query(versions)).toEqual([
      {
        workspace_id: 'wsp_a',
        id: 'prc_known',
        tier_id: 'tir_known',
        amount: 700,
        currency: 'eur',
        interval: 'month',
        ...nowhere,
      },
      { workspace_id: 'wsp_a', id: 'prc_old', tier_id: 'tir_old', amount: 900, currency: 'eur', interval: 'month', ...nowhere },
      { workspace_id: 'wsp_b', id: 'prc_yen', tier_id: 'tir_yen', amount: 500, currency: 'jpy', interval: 'year', ...nowhere },
    ]);
    expect(
      await test.query(
        `SELECT relname FROM pg_class WHERE relname IN ('tiers', 'tier_prices', 'price_moves') AND NOT relforcerowsecurity`,
      ),
    ).toEqual([]);
  });
});
