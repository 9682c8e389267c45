import { STRIPE_KEY_COLUMN, Vault } from '@gatehouse/platform';
import { type PlanStage, startPlanStage } from '../../../test/plan-stage';

jest.setTimeout(180_000);

describe('a plan that was bought with test data', () => {
  let stage: PlanStage;
  beforeAll(async () => {
    stage = await startPlanStage();
  });
  afterAll(() => stage.stop());

  it('stands in nobody’s way once the live mode of the same account is connected', async () => {
    const shop = await stage.shop();
    const { month, tierId } = await stage.sell(shop, 'Pro');
    const holder = await stage.holder(shop, month);
    const query = stage.api.database.query.bind(stage.api.database);
    const page = await (await stage.sandbox.get('/dev/stripe')).text();
    const key = /rk_test_\w+/.exec(page.slice(page.indexOf(shop.accountId)))?.[0] ?? '';
    const sealed = stage.api.app
      .get(Vault, { strict: false })
      .seal(key, { workspaceId: shop.workspaceId, column: STRIPE_KEY_COLUMN });
    await query(
      `UPDATE stripe_connections SET livemode = true, kind = 'restricted_key', key_sealed = $2 WHERE workspace_id = $1`,
      [shop.workspaceId, sealed],
    );
    // The same at Stripe, as the sandbox knows no modes.
    await query('UPDATE tier_prices SET stripe_account_id = $2 WHERE tier_id = $1', [tierId, `${shop.accountId}:live`]);
    await holder.person.open(holder.plan);
    const csrf = /name="csrf" value="([^"]*)"/.exec(holder.person.page.html)?.[1] ?? '';
    await holder.person.post(holder.person.page.path, { csrf, price: month });
    expect(holder.person.trail.some((url) => url.includes('/dev/stripe/checkout/'))).toBe(true);
    const customers = await query('SELECT stripe_account_id FROM stripe_customers WHERE workspace_id = $1 ORDER BY 1', [
      shop.workspaceId,
    ]);
    expect(customers).toEqual([{ stripe_account_id: shop.accountId }, { stripe_account_id: `${shop.accountId}:live` }]);
  });

  it('is neither bought nor changed while the service works in the other mode than the account, and its pages say so', async () => {
    const shop = await stage.shop();
    const pro = await stage.sell(shop, 'Pro');
    const max = await stage.sell(shop, 'Max', { amount: 3000 });
    const [holder, buyer] = [await stage.holder(shop, pro.month), await stage.visitor(shop)];
    const query = stage.api.database.query.bind(stage.api.database);
    await query('UPDATE stripe_connections SET livemode = true WHERE workspace_id = $1', [shop.workspaceId]);
    for (const table of ['tier_prices', 'subscriptions', 'stripe_customers'])
      await query(`UPDATE ${table} SET stripe_account_id = stripe_account_id || ':live' WHERE workspace_id = $1`, [
        shop.workspaceId,
      ]);
    await buyer.person.open(buyer.plan);
    const csrf = /name="csrf" value="([^"]*)"/.exec(buyer.person.page.html)?.[1] ?? '';
    await buyer.person.post(buyer.person.page.path, { csrf, price: pro.month });
    expect(buyer.person.trail.some((url) => url.includes('/dev/stripe/checkout/'))).toBe(false);
    expect(buyer.person.page.html).toContain('The payment page cannot be opened right now');
    await holder.person.open(`${holder.plan}/change?price=${max.month}`);
    expect(holder.person.page.status).toBe(503);
    expect((await stage.subscription(shop)).items.data).toHaveLength(1);
  });
});
