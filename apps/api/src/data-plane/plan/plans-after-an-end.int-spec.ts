import { type PlanStage, startPlanStage } from '../../../test/plan-stage';

/** Whose plan has ended while a tier was given to them. */
describe('the plans of somebody whose plan has ended', () => {
  let stage: PlanStage;
  beforeAll(async () => {
    stage = await startPlanStage();
  });
  afterAll(() => stage.stop());

  it('are open to them under a gift as well, and what they buy is served', async () => {
    const shop = await stage.shop();
    const basic = await stage.sell(shop, 'Basic', { amount: 100, quota: 10 });
    const pro = await stage.sell(shop, 'Pro', { amount: 3000, quota: 1000 });
    const holder = await stage.holder(shop, basic.month);
    await holder.person.open(`${holder.plan}/cancel`);
    await holder.person.press('Cancel plan');
    await stage.forward(shop, 32);
    await stage.readAgain(shop);
    const given = await stage.api.database.query(
      'UPDATE subscriptions SET comp_tier_id = $2 WHERE workspace_id = $1 RETURNING status',
      [shop.workspaceId, basic.tierId],
    );
    expect(given).toEqual([{ status: 'canceled' }]);
    await holder.person.open(holder.plan);
    expect(holder.person.page.html).toContain(pro.month);
    await stage.buy(holder, pro.month);
    expect(await stage.call(shop, holder)).toMatchObject({ tier: 'pro', subscription: 'active' });
  });
});
