import type { PlaceSync } from '@gatehouse/platform';
import { type PlanStage, startPlanStage } from '../../../test/plan-stage';
import { PLACE_SYNC } from '../tokens';
import { SubscriberErasure } from './subscriber-erasure.service';

jest.setTimeout(180_000);

const HOUR_MS = 3_600_000;

/** What they pay at an account that lets us in no more cannot be ended by us; they have a right to be erased all the same. */
describe('erasing somebody who paid through an account that refuses us', () => {
  let stage: PlanStage;
  beforeAll(async () => {
    stage = await startPlanStage();
  });
  afterAll(() => stage.stop());

  it('waits for a day, in which the key may be mended, and no longer', async () => {
    const shop = await stage.shop();
    const pro = await stage.sell(shop, 'Pro');
    await stage.holder(shop, pro.month);
    const { api } = stage;
    const find = () =>
      api.database.query<{ id: string }>('SELECT id FROM subscribers WHERE workspace_id = $1', [shop.workspaceId]);
    const [row] = await find();
    const erase = () =>
      api.app.get(SubscriberErasure, { strict: false }).erase(shop.workspaceId, row?.id ?? '', () => Promise.resolve());
    const refused = { code: 'temporarily_unavailable' };
    const path = `/dev/stripe/accounts/${shop.accountId}`;
    expect((await stage.sandbox.post(path, { do: 'disconnect' })).status).toBeLessThan(400);
    await expect(erase()).rejects.toMatchObject(refused);
    const { refusals } = api.app.get<PlaceSync>(PLACE_SYNC, { strict: false });
    const began = api.clock.now();
    await refusals.refused(shop.workspaceId);
    await expect(erase()).rejects.toMatchObject(refused);
    api.clock.now = () => new Date(began.getTime() + 25 * HOUR_MS);
    await stage.withoutStripe(() => expect(erase()).rejects.toMatchObject(refused));
    expect(await find()).toHaveLength(1);
    expect(await erase()).toBe(true);
    expect(await find()).toEqual([]);
  });
});
