import { type PlanStage, startPlanStage } from '../../../test/plan-stage';

describe('a default tier that begins to cost something', () => {
  let stage: PlanStage;
  beforeAll(async () => {
    stage = await startPlanStage();
  });
  afterAll(() => stage.stop());

  it('goes on to serve who came to it before, and asks them for nothing; who comes then must pay first', async () => {
    const shop = await stage.shop();
    await stage.sell(shop, 'Pro');
    const before = await stage.visitor(shop);
    expect(await stage.call(shop, before)).toMatchObject({ active: true, tier: 'free' });
    const priced = await stage.api.database.query(
      `UPDATE tiers SET price_amount = 500, price_currency = 'eur', price_interval = 'month' WHERE gpt_id = $1 AND is_default RETURNING id`,
      [shop.gptId],
    );
    expect(priced).toHaveLength(1);

    expect(await stage.call(shop, before)).toMatchObject({ active: true, tier: 'free' });
    await before.person.open(stage.authorizeUrl(shop));
    expect(before.person.leftTo).toContain('code=');
    expect(await stage.call(shop, await stage.visitor(shop))).toMatchObject({ error: 'payment_required' });
  });
});
