import { type PlaceSync, Vault } from '@gatehouse/platform';
import { type PlanStage, startPlanStage } from '../../../test/plan-stage';
import type { Shop } from '../../../test/paywall-stage';
import { PLACE_SYNC } from '../tokens';
import { SubscriberErasure } from './subscriber-erasure.service';

jest.setTimeout(180_000);

const HOUR_MS = 3_600_000;

/** The account tells us everything; its creator has taken from the key what ends a subscription. */
describe('erasing somebody where the key may read what they pay, and not end it', () => {
  let stage: PlanStage;
  let shop: Shop;
  let key: string;
  let began: Date;
  beforeAll(async () => {
    stage = await startPlanStage();
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    began = new Date();
    at(0);
    shop = await stage.shop();
    const pro = await stage.sell(shop, 'Pro');
    await stage.holder(shop, pro.month);
    const page = await (await stage.sandbox.get('/dev/stripe')).text();
    key = /rk_test_\w+/.exec(page.slice(page.indexOf(shop.accountId)))?.[0] ?? '';
  });

  const at = (hours: number): void => void (stage.api.clock.now = () => new Date(began.getTime() + hours * HOUR_MS));
  const useKey = (given: string) => {
    const vault = stage.api.app.get(Vault, { strict: false });
    const sealed = vault.seal(given, { workspaceId: shop.workspaceId, column: 'stripe_connections.key_sealed' });
    return stage.api.database.query(
      `UPDATE stripe_connections SET kind = 'restricted_key', key_sealed = $2, key_last4 = 'last' WHERE workspace_id = $1`,
      [shop.workspaceId, sealed],
    );
  };
  const people = () =>
    stage.api.database.query<{ id: string }>('SELECT id FROM subscribers WHERE workspace_id = $1', [shop.workspaceId]);
  const erase = async (): Promise<boolean> =>
    stage.api.app
      .get(SubscriberErasure, { strict: false })
      .erase(shop.workspaceId, (await people())[0]?.id ?? '', () => Promise.resolve());
  const refusedSince = async () => {
    const sql = 'SELECT refused_since AS all, ending_refused_since AS ending FROM stripe_connections WHERE workspace_id = $1';
    return (await stage.api.database.query<{ all: Date | null; ending: Date | null }>(sql, [shop.workspaceId]))[0];
  };
  /** As the worker does every ten minutes. */
  async function round(): Promise<void> {
    const places = stage.api.app.get<PlaceSync>(PLACE_SYNC, { strict: false });
    await places.syncAll(shop.workspaceId);
    await places.refusals.answered(shop.workspaceId, await places.accessOf(shop.workspaceId));
  }
  const refused = { code: 'temporarily_unavailable', message: expect.stringContaining('Settings, Payments') };
  const atStripe = async (): Promise<string> => (await stage.subscription(shop)).status;

  it('waits for a day, in which the key may be mended, and no longer', async () => {
    await useKey(`${key}_without_writing_subscriptions`);
    await expect(erase()).rejects.toMatchObject(refused);
    expect(await refusedSince()).toEqual({ all: null, ending: began });
    at(23);
    await round();
    await expect(erase()).rejects.toMatchObject(refused);
    expect(await refusedSince()).toEqual({ all: null, ending: began });
    expect(await people()).toHaveLength(1);
    at(25);
    expect(await erase()).toBe(true);
    expect([await people(), await atStripe()]).toEqual([[], 'active']);
  });

  it('forgets what was refused once the key is mended, and ends what they pay', async () => {
    await useKey(`${key}_without_writing_subscriptions`);
    await expect(erase()).rejects.toMatchObject(refused);
    await useKey(key);
    await round();
    expect(await refusedSince()).toEqual({ all: null, ending: null });
    await useKey(`${key}_without_writing_subscriptions`);
    at(25);
    await expect(erase()).rejects.toMatchObject(refused);
    await useKey(key);
    expect(await erase()).toBe(true);
    expect(await atStripe()).toBe('canceled');
  });
});
