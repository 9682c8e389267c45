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
    await query('UPDATE stripe_connections SET livemode = true WHERE workspace_id = $1', [shop.workspaceId]);
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
});
