import { randomBytes } from 'node:crypto';
import {
  Database,
  endPayments,
  MeterFence,
  MoneyBack,
  PaymentSync,
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

/** The creator, or another process of ours, was faster by a moment. What was wanted is so: nothing has failed. */
describe('what was ended or given back by another hand', () => {
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let sandbox: SandboxStripe;
  let places: PlaceSync;
  let access: StripeAccess;
  let ada: SeededBuyer;
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
  beforeEach(async () => {
    const accountId = await sandbox.connect(vault);
    access = { client: sandbox.accounts(vault).platform(), options: { stripeAccount: accountId }, accountId };
    ada = await seedBuyer(test, { sandbox, access });
  });

  const cancel = () => access.client.subscriptions.cancel(ada.stripeSubscriptionId, {}, access.options);
  const charge = async () => {
    const [found] = (await access.client.charges.list({ customer: ada.customerId }, access.options)).data;
    if (found === undefined) throw new Error('nothing was paid');
    return found;
  };
  const refund = async (amount: number) => access.client.refunds.create({ charge: (await charge()).id, amount }, access.options);
  const atStripe = async () => access.client.subscriptions.retrieve(ada.stripeSubscriptionId, {}, access.options);

  it('is cancelled for whoever is erased', async () => {
    await cancel();
    await expect(cancel()).rejects.toMatchObject({ code: 'resource_missing' });
    const paying = { workspaceId: ada.workspaceId, customerId: ada.customerId, subscriptionIds: [ada.stripeSubscriptionId] };
    await endPayments(access, paying);
    expect((await atStripe()).status).toBe('canceled');
  });

  it('is cancelled for whoever got all their money back', async () => {
    const place = await places.read(access, ada.stripeSubscriptionId);
    await refund(1_000);
    const payments = new PaymentSync(database);
    const { latest_invoice: invoice } = await atStripe();
    const payment = await payments.read(access, invoice as string);
    await cancel();
    if (place === null) throw new Error('nothing was bought');
    expect(await new MoneyBack(database, payments).endBy(access, ada.workspaceId, place, payment)).toBe(true);
  });

  it('is given back once, and what is undone says that we gave nothing', async () => {
    await test.query('DELETE FROM subscribers WHERE id = $1', [ada.subscriberId]);
    await test.query('INSERT INTO erased_subscribers (workspace_id, id, erased_at) VALUES ($1, $2, now())', [
      ada.workspaceId,
      ada.subscriberId,
    ]);
    const refunds = Object.create(access.client.refunds) as typeof access.client.refunds;
    refunds.create = async (...given: Parameters<typeof refunds.create>) => {
      await refund(1_000);
      return access.client.refunds.create(...given);
    };
    const client = Object.create(access.client, { refunds: { value: refunds } }) as typeof access.client;
    await places.readServed(ada.workspaceId, { ...access, client }, ada.stripeSubscriptionId);
    expect([(await atStripe()).status, (await charge()).amount_refunded]).toEqual(['canceled', 1_000]);
    const told = await test.query<{ changes: object }>(
      `SELECT changes FROM audit_events WHERE workspace_id = $1 AND action = 'purchase.undone'`,
      [ada.workspaceId],
    );
    expect(told.map(({ changes }) => changes)).toEqual([expect.objectContaining({ given_back: { from: null, to: 'nothing' } })]);
  });
});
