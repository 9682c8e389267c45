import { randomBytes } from 'node:crypto';
import { CatalogueSync, Database, MeterFence, PlaceSync, type StripeAccess, systemRandom, Vault } from '@gatehouse/platform';
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

describe('when a workspace connects another account, or the other mode of the same', () => {
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let sandbox: SandboxStripe;
  let places: PlaceSync;
  const vault = new Vault([{ id: 'k1', key: randomBytes(32) }]);

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 5);
    redis = new Redis(await emptyTestRedis());
    sandbox = await SandboxStripe.start();
    places = new PlaceSync(database, new MeterFence(redis, systemRandom), sandbox.accounts(vault), new TestClock(new Date()));
  });
  afterAll(async () => {
    await sandbox.stop();
    redis.disconnect();
    await database.close();
    await test.drop();
  });

  async function open(): Promise<StripeAccess> {
    const accountId = await sandbox.connect(vault);
    return { client: sandbox.accounts(vault).platform(), options: { stripeAccount: accountId }, accountId };
  }
  /** Another account, or the other mode: what the creator does by disconnecting and connecting. */
  async function connect({ workspaceId }: SeededBuyer, accountId: string, livemode = false): Promise<void> {
    const sql = 'UPDATE stripe_connections SET stripe_account_id = $2, livemode = $3 WHERE workspace_id = $1';
    await test.query(sql, [workspaceId, accountId, livemode]);
    await new CatalogueSync(database, places).syncWaiting(workspaceId);
  }
  /** The one that was bought first. */
  const versions = ({ tierId, priceId }: SeededBuyer) =>
    test.query<{ id: string; account: string; price: string; live: boolean }>(
      `SELECT id, stripe_account_id AS account, stripe_price_id AS price, retired_at IS NULL AS live
         FROM tier_prices WHERE tier_id = $1 ORDER BY id = $2 DESC`,
      [tierId, priceId],
    );
  const placeOf = async ({ placeId }: SeededBuyer) =>
    (
      await test.query<Record<string, unknown>>('SELECT status, price_id, tier_id FROM subscriptions WHERE id = $1', [placeId])
    )[0];

  it('prices of test data are not taken for those of the live mode', async () => {
    const buyer = await seedBuyer(test, { sandbox, access: await open() });
    expect(await places.syncSubscription(buyer.workspaceId, buyer.stripeSubscriptionId)).toBe('written');
    await connect(buyer, buyer.accountId, true);
    const [tested, live, ...more] = await versions(buyer);
    expect(more).toEqual([]);
    expect(tested).toEqual({ id: buyer.priceId, account: buyer.accountId, price: buyer.stripePriceId, live: false });
    expect(live).toMatchObject({ account: `${buyer.accountId}:live`, live: true });
    expect([buyer.stripePriceId, null]).not.toContain(live?.price);
    // And who bought in test mode keeps what is known of that, whatever is read in the other.
    expect(await placeOf(buyer)).toMatchObject({ price_id: buyer.priceId });
  });

  it('those who bought at the first account are known again once it is back, and its price is sold again', async () => {
    const [first, second] = [await open(), await open()];
    const buyer = await seedBuyer(test, { sandbox, access: first });
    await connect(buyer, second.accountId);
    const [kept, other] = await versions(buyer);
    expect(kept).toMatchObject({ account: first.accountId, price: buyer.stripePriceId, live: false });
    expect(other).toMatchObject({ account: second.accountId, live: true });
    await connect(buyer, first.accountId);
    expect((await versions(buyer)).map(({ id, live }) => [id, live])).toEqual([
      [buyer.priceId, true],
      [other?.id, false],
    ]);
    expect(await places.syncSubscription(buyer.workspaceId, buyer.stripeSubscriptionId)).toBe('written');
    expect(await placeOf(buyer)).toMatchObject({ status: 'active', price_id: buyer.priceId, tier_id: buyer.tierId });
    expect((await first.client.prices.retrieve(buyer.stripePriceId, {}, first.options)).active).toBe(true);
  });
});
