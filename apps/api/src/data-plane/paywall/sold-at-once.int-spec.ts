import { CatalogueSync, Database, endConnection, MeterFence, type PlaceSync } from '@gatehouse/platform';
import { type PlanHolder, type PlanStage, startPlanStage } from '../../../test/plan-stage';
import type { Shop } from '../../../test/paywall-stage';
import { PLACE_SYNC } from '../../edge/tokens';

jest.setTimeout(180_000);

/** What an instance remembers of a person is void when what is sold changes: nobody waits for it to forget. */
describe('the link of a refusal', () => {
  let stage: PlanStage;
  let database: Database;
  let places: PlaceSync;
  beforeAll(async () => {
    stage = await startPlanStage();
    database = stage.api.app.get(Database, { strict: false });
    places = stage.api.app.get<PlaceSync>(PLACE_SYNC, { strict: false });
  });
  afterAll(() => stage.stop());

  /** Somebody whose free calls are used up, of a GPT with a paid tier. */
  async function spent(price: string): Promise<{ shop: Shop; holder: PlanHolder }> {
    const shop = await stage.shop();
    await stage.api.database.query('UPDATE tiers SET quota_per_month = 1 WHERE gpt_id = $1', [shop.gptId]);
    const { tierId } = await stage.sell(shop, 'Pro', { quota: 1_000 });
    await stage.api.database.query(`UPDATE tier_prices SET ${price} WHERE tier_id = $1`, [tierId]);
    const holder = await stage.visitor(shop);
    expect(await stage.call(shop, holder)).toMatchObject({ active: true, tier: 'free' });
    return { shop, holder };
  }
  const refused = { active: true, error: 'quota_exceeded' };
  const withLink = { ...refused, upgrade_url: expect.any(String) };

  it('is there on the very next call once a price has been brought to Stripe', async () => {
    const { shop, holder } = await spent('stripe_account_id = NULL, stripe_product_id = NULL, stripe_price_id = NULL');
    const before = await stage.call(shop, holder);
    expect(before).toMatchObject(refused);
    expect(before).not.toHaveProperty('upgrade_url');
    await new CatalogueSync(database, places).syncWaiting(shop.workspaceId);
    expect(await stage.call(shop, holder)).toMatchObject(withLink);
  });

  it('is gone on the very next call once the account is disconnected', async () => {
    const { shop, holder } = await spent('retired_at = NULL');
    expect(await stage.call(shop, holder)).toMatchObject(withLink);
    await stage.api.app
      .get(MeterFence, { strict: false })
      .around((mark) => database.inWorkspace(shop.workspaceId, (tx) => endConnection(tx, mark, stage.api.clock.now())));
    const after = await stage.call(shop, holder);
    expect(after).toMatchObject(refused);
    expect(after).not.toHaveProperty('upgrade_url');
  });
});
