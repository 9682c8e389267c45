import { randomBytes } from 'node:crypto';
import {
  Database,
  MeterFence,
  newId,
  PlaceSync,
  priceMoveRepository,
  type StripeAccess,
  systemRandom,
  Vault,
} from '@gatehouse/platform';
import {
  createTestDatabase,
  emptyTestRedis,
  SandboxStripe,
  seedBuyer,
  type SeededBuyer,
  TestClock,
  type TestDatabase,
} from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { PriceMover } from './price-mover';

/** The price changes again before it is written down here who has been moved to the one before. */
describe('moving people to a price that changed twice', () => {
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let sandbox: SandboxStripe;
  let access: StripeAccess;
  let places: PlaceSync;
  let ada: SeededBuyer;
  const vault = new Vault([{ id: 'k1', key: randomBytes(32) }]);
  const clock = new TestClock(new Date());

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 5);
    redis = new Redis(await emptyTestRedis());
    sandbox = await SandboxStripe.start();
    places = new PlaceSync(database, new MeterFence(redis, systemRandom), sandbox.accounts(vault), clock);
  });
  afterAll(async () => {
    await sandbox.stop();
    redis.disconnect();
    await database.close();
    await test.drop();
  });
  beforeEach(async () => {
    const accountId = await sandbox.connect(vault);
    access = { client: sandbox.accounts(vault).platform(), options: { stripeAccount: accountId }, accountId };
    ada = await seedBuyer(test, { sandbox, access, amount: 1_000 });
    await places.syncSubscription(ada.workspaceId, ada.stripeSubscriptionId);
  });
  afterEach(() => jest.restoreAllMocks());

  const run = () => new PriceMover(database, places, clock).run(ada.workspaceId, access);
  const ask = () => database.inWorkspace(ada.workspaceId, (tx) => priceMoveRepository.askForAll(tx, ada.tierId, clock.now()));
  const counts = async () =>
    (await database.inWorkspace(ada.workspaceId, (tx) => priceMoveRepository.progress(tx, ada.tierId))).counts;
  async function paysNow(): Promise<number | null | undefined> {
    const { items } = await access.client.subscriptions.retrieve(ada.stripeSubscriptionId, {}, access.options);
    return items.data[0]?.price.unit_amount;
  }
  /** As the creator does; it does not stand at Stripe yet. */
  async function reprice(amount: number): Promise<void> {
    const of = [ada.workspaceId, ada.tierId];
    const retire = 'UPDATE tier_prices SET retired_at = now() WHERE workspace_id = $1 AND tier_id = $2 AND retired_at IS NULL';
    await test.query(retire, of);
    await test.query(
      `INSERT INTO tier_prices (workspace_id, id, gpt_id, tier_id, amount, currency, "interval", created_at)
       VALUES ($1, $2, $3, $4, $5, 'eur', 'month', now())`,
      [ada.workspaceId, newId('prc'), ada.gptId, ada.tierId, amount],
    );
  }
  /** Stripe is told of the move, and the worker dies before our own record says so. */
  async function moveAndDie(): Promise<void> {
    jest.spyOn(places, 'syncSubscription').mockRejectedValueOnce(new Error('killed'));
    await expect(run()).rejects.toThrow('killed');
  }

  it.each([
    ['back to what it was', 1_000],
    ['to a third one', 1_700],
  ])('moves them %s, from whatever they pay at Stripe by now', async (_name, amount) => {
    await reprice(1_500);
    expect(await ask()).toBe(1);
    await moveAndDie();
    expect(await paysNow()).toBe(1_500);
    await reprice(amount);
    expect(await ask()).toBe(1);
    await run();
    expect([await paysNow(), await counts()]).toEqual([amount, { waiting: 0, moved: 1, left: 0, failed: 0 }]);
  });

  it('leaves who changed to another price of theirs meanwhile', async () => {
    const { client, options } = access;
    await reprice(1_500);
    expect(await ask()).toBe(1);
    const product = await client.products.create({ name: 'Special' }, options);
    const recurring = { interval: 'month' as const };
    const special = await client.prices.create({ product: product.id, unit_amount: 700, currency: 'eur', recurring }, options);
    const [item] = (await client.subscriptions.retrieve(ada.stripeSubscriptionId, {}, options)).items.data;
    await client.subscriptions.update(ada.stripeSubscriptionId, { items: [{ id: item?.id ?? '', price: special.id }] }, options);
    await run();
    expect([await paysNow(), await counts()]).toEqual([700, { waiting: 0, moved: 0, left: 1, failed: 0 }]);
  });
});
