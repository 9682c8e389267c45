import { randomBytes } from 'node:crypto';
import {
  CatalogueSync,
  Database,
  MeterFence,
  newId,
  PlaceSync,
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
import { SyncSubscriptions } from './sync-subscriptions.job';

const DAY_S = 86_400;

/** Nobody hears the sandbox's events here: what comes about, the round has found. */
describe('the round that compares places and prices with Stripe', () => {
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let sandbox: SandboxStripe;
  const vault = new Vault([{ id: 'k1', key: randomBytes(32) }]);
  const clock = new TestClock(new Date());
  const warnings: unknown[] = [];
  const logger = { info: () => undefined, warn: (told: unknown) => warnings.push(told), error: () => undefined };
  let job: SyncSubscriptions;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 5);
    redis = new Redis(await emptyTestRedis());
    sandbox = await SandboxStripe.start();
    const places = new PlaceSync(database, new MeterFence(redis, systemRandom), sandbox.accounts(vault), clock);
    job = new SyncSubscriptions(database, places, logger as never);
  });

  afterAll(async () => {
    await sandbox.stop();
    redis.disconnect();
    await database.close();
    await test.drop();
  });
  beforeEach(() => warnings.splice(0));

  async function open(): Promise<StripeAccess> {
    const accountId = await sandbox.connect(vault);
    return { client: sandbox.accounts(vault).platform(), options: { stripeAccount: accountId }, accountId };
  }
  const placeOf = async ({ workspaceId, subscriberId }: SeededBuyer) => {
    const sql =
      'SELECT status, tier_id, stripe_subscription_id FROM subscriptions WHERE workspace_id = $1 AND subscriber_id = $2';
    return (await test.query<Record<string, unknown>>(sql, [workspaceId, subscriberId]))[0];
  };
  const priceOf = async (id: string) => {
    const sql = 'SELECT stripe_account_id, stripe_product_id, stripe_price_id FROM tier_prices WHERE id = $1';
    return (await test.query<Record<string, string | null>>(sql, [id]))[0];
  };

  async function price({ workspaceId, gptId, tierId }: SeededBuyer, interval: string, amount: number): Promise<string> {
    const id = newId('prc');
    await test.query(
      `INSERT INTO tier_prices (workspace_id, id, gpt_id, tier_id, amount, currency, "interval", created_at)
       VALUES ($1, $2, $3, $4, $5, 'eur', $6, now())`,
      [workspaceId, id, gptId, tierId, amount, interval],
    );
    return id;
  }

  it('serves who has paid, and no more who has stopped, although no event ever came', async () => {
    const access = await open();
    const buyer = await seedBuyer(test, { sandbox, access });
    expect((await placeOf(buyer))?.['stripe_subscription_id']).toBeNull();
    await job.run();
    expect(await placeOf(buyer)).toMatchObject({ status: 'active', tier_id: buyer.tierId });
    await access.client.subscriptions.update(buyer.stripeSubscriptionId, { cancel_at_period_end: true }, access.options);
    await sandbox.advance(access.accountId, 32 * DAY_S);
    await job.run();
    expect(await placeOf(buyer)).toMatchObject({ status: 'canceled' });
  });

  it('ends what stands in our books and is not there any more, and nothing that was bought at another account', async () => {
    const access = await open();
    const [gone, elsewhere] = [
      await seedBuyer(test, { sandbox, access }),
      await seedBuyer(test, { sandbox, access: await open() }),
    ];
    await job.run();
    // Test data deleted at Stripe, of which it tells nobody.
    await access.client.subscriptions.cancel(gone.stripeSubscriptionId, {}, access.options);
    const lose = 'UPDATE subscriptions SET stripe_subscription_id = $2, stripe_account_id = $3 WHERE id = $1';
    await test.query(lose, [gone.placeId, 'sub_zz_deleted', access.accountId]);
    await test.query(lose, [elsewhere.placeId, 'sub_zz_other', 'acct_before']);
    const other = { client: access.client, options: { stripeAccount: elsewhere.accountId } };
    await other.client.subscriptions.cancel(elsewhere.stripeSubscriptionId, {}, other.options);
    await job.run();
    expect(await placeOf(gone)).toMatchObject({ status: 'canceled', stripe_subscription_id: 'sub_zz_deleted' });
    expect(await placeOf(elsewhere)).toMatchObject({ status: 'active', stripe_subscription_id: 'sub_zz_other' });
  });

  it('brings prices there that wait, on the product of their tier, with what the creator says of taxes, once', async () => {
    const access = await open();
    const buyer = await seedBuyer(test, { sandbox, access });
    await test.query(`UPDATE workspaces SET tax_behavior = 'inclusive' WHERE id = $1`, [buyer.workspaceId]);
    const id = await price(buyer, 'year', 10_000);
    await job.run();
    const brought = await priceOf(id);
    expect(brought).toMatchObject({ stripe_account_id: access.accountId });
    const there = await access.client.prices.retrieve(brought?.['stripe_price_id'] ?? '', {}, access.options);
    expect(there.tax_behavior).toBe('inclusive');
    expect([there.unit_amount, there.recurring?.interval, there.product]).toEqual([
      10_000,
      'year',
      brought?.['stripe_product_id'],
    ]);
    expect(brought?.['stripe_product_id']).toBe((await priceOf(buyer.priceId))?.['stripe_product_id']);
    await job.run();
    expect((await access.client.prices.list({ limit: 100 }, access.options)).data).toHaveLength(2);
  });

  it("brings the other tiers' prices there when Stripe refuses one, and says which account it was", async () => {
    const access = await open();
    const buyer = await seedBuyer(test, { sandbox, access });
    const tierId = newId('tir');
    await test.query(
      `INSERT INTO tiers SELECT (jsonb_populate_record(t, jsonb_build_object('id', $2::text, 'key', 'other', 'is_default', false))).*
         FROM tiers t WHERE id = $1`,
      [buyer.tierId, tierId],
    );
    const waiting = [await price(buyer, 'year', 10_000), await price({ ...buyer, tierId }, 'month', 500)];
    const foreign = { currency: 'xxx', unit_amount: 100, product_data: { name: 'x' } };
    const refusal = await access.client.prices.create(foreign, access.options).catch((error: unknown) => error);
    jest.spyOn(CatalogueSync.prototype, 'syncTier').mockRejectedValueOnce(refusal);
    await job.run();
    jest.restoreAllMocks();
    const brought = await Promise.all(waiting.map(async (id) => (await priceOf(id))?.['stripe_account_id']));
    expect(brought.sort()).toEqual([access.accountId, null]);
    expect(warnings).toEqual([expect.objectContaining({ workspace: buyer.workspaceId })]);
    await job.run();
    expect((await Promise.all(waiting.map(priceOf))).map((one) => one?.['stripe_account_id'])).toEqual([
      access.accountId,
      access.accountId,
    ]);
  });

  it('makes a price once where it died between Stripe and our books, and takes what was retired off the shelf', async () => {
    const access = await open();
    const buyer = await seedBuyer(test, { sandbox, access });
    const id = await price(buyer, 'year', 10_000);
    await job.run();
    const first = (await priceOf(id))?.['stripe_price_id'];
    await test.query(
      'UPDATE tier_prices SET stripe_account_id = NULL, stripe_product_id = NULL, stripe_price_id = NULL WHERE id = $1',
      [id],
    );
    await test.query(`UPDATE tier_prices SET retired_at = now() WHERE id = $1`, [buyer.priceId]);
    await job.run();
    expect((await priceOf(id))?.['stripe_price_id']).toBe(first);
    const { data } = await access.client.prices.list({ active: true, limit: 100 }, access.options);
    expect(data.map((one) => one.id)).toEqual([first]);
  });

  it('holds up nobody because of one whose account does not answer, and names that one', async () => {
    const [broken, sound] = [await open(), await open()];
    const one = await seedBuyer(test, { sandbox, access: broken });
    const other = await seedBuyer(test, { sandbox, access: sound });
    await test.query(`UPDATE stripe_connections SET stripe_account_id = 'acct_none' WHERE workspace_id = $1`, [one.workspaceId]);
    await job.run();
    expect(await placeOf(other)).toMatchObject({ status: 'active', tier_id: other.tierId });
    expect((await placeOf(one))?.['stripe_subscription_id']).toBeNull();
    expect(warnings).toEqual([expect.objectContaining({ workspace: one.workspaceId, error: 'account_invalid' })]);
  });
});
