import { type PlanHolder, type PlanStage, startPlanStage } from '../../../test/plan-stage';
import type { Shop, SoldTier } from '../../../test/paywall-stage';

/** Basic at €1, Pro at €30 a month; somebody was given one of them and buys. */
describe('what is bought by whom a tier was given', () => {
  let stage: PlanStage;
  let shop: Shop;
  let basic: SoldTier;
  let pro: SoldTier;

  beforeAll(async () => {
    stage = await startPlanStage();
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    shop = await stage.shop();
    basic = await stage.sell(shop, 'Basic', { amount: 100, quota: 1 });
    pro = await stage.sell(shop, 'Pro', { amount: 3000, quota: 1000 });
  });

  async function given(tier: SoldTier): Promise<PlanHolder> {
    const holder = await stage.visitor(shop);
    const given = await stage.api.database.query(
      'UPDATE subscriptions SET comp_tier_id = $2 WHERE workspace_id = $1 RETURNING id',
      [shop.workspaceId, tier.tierId],
    );
    expect(given).toHaveLength(1);
    return holder;
  }

  it('is served on the very next call where it costs more, by the link of the refusal, and the gift is there again after it', async () => {
    const holder = await given(basic);
    expect(await stage.call(shop, holder)).toMatchObject({ tier: 'basic', subscription: 'comped' });
    expect(await stage.call(shop, holder)).toMatchObject({ error: 'quota_exceeded', upgrade_url: expect.any(String) });
    await stage.buy(holder, pro.month);
    expect(holder.person.page.html).toContain('You are on Pro now');
    expect(await stage.call(shop, holder)).toMatchObject({ tier: 'pro', subscription: 'active', quota: { limit: 1000 } });
    await holder.person.open(`${holder.plan}/cancel`);
    await holder.person.press('Cancel plan');
    await stage.forward(shop, 32);
    await stage.readAgain(shop);
    expect(await stage.call(shop, holder)).toMatchObject({ error: 'quota_exceeded' });
  });

  it('is not offered where the gift is worth more, and takes nothing of it away', async () => {
    const holder = await given(pro);
    await stage.api.database.query('UPDATE tiers SET quota_per_month = 1 WHERE id = $1', [pro.tierId]);
    await stage.api.database.query('UPDATE tiers SET quota_per_month = 5000 WHERE id = $1', [basic.tierId]);
    expect(await stage.call(shop, holder)).toMatchObject({ tier: 'pro', subscription: 'comped' });
    expect(await stage.call(shop, holder)).not.toHaveProperty('upgrade_url');
    await holder.person.open(holder.plan);
    expect(holder.person.page.html).not.toContain(basic.month);
    expect(holder.person.page.html).toContain(pro.month);
    const csrf = /name="csrf" value="([^"]*)"/.exec(holder.person.page.html)?.[1] ?? '';
    await holder.person.post(holder.person.page.path, { csrf, price: basic.month });
    expect(holder.person.page.status).toBe(409);
  });

  it('is what they have, at the price of the gift’s own tier', async () => {
    const holder = await given(pro);
    await stage.buy(holder, pro.month);
    expect(await stage.call(shop, holder)).toMatchObject({ tier: 'pro', subscription: 'active' });
  });
});
