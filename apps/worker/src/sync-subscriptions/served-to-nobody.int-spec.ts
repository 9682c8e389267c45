import { randomBytes } from 'node:crypto';
import { Database, MeterFence, PlaceSync, type StripeAccess, systemRandom, Vault } from '@gatehouse/platform';
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

/** Paid in a Checkout of another tab, while the person was being erased; no event ever came. */
describe('what was bought by somebody who is gone', () => {
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let sandbox: SandboxStripe;
  let places: PlaceSync;
  let access: StripeAccess;
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
    ada = await seedBuyer(test, { sandbox, access });
  });

  const leave = () => test.query('DELETE FROM subscribers WHERE id = $1', [ada.subscriberId]);
  async function erase(since: string): Promise<void> {
    await leave();
    await test.query(`INSERT INTO erased_subscribers (workspace_id, id, erased_at) VALUES ($1, $2, now() - $3::interval)`, [
      ...[ada.workspaceId, ada.subscriberId, since],
    ]);
  }
  const atStripe = async (): Promise<string> =>
    (await access.client.subscriptions.retrieve(ada.stripeSubscriptionId, {}, access.options)).status;
  const givenBack = async (): Promise<number[]> =>
    (await access.client.charges.list({ customer: ada.customerId }, access.options)).data.map((one) => one.amount_refunded);
  const told = () =>
    test.query<{ target_id: string; changes: object }>(
      `SELECT target_id, changes FROM audit_events WHERE workspace_id = $1 AND action = 'purchase.undone'`,
      [ada.workspaceId],
    );

  it('is ended and given back by the sync, and the creator is told once', async () => {
    await erase('1 minute');
    await places.syncAll(ada.workspaceId);
    expect([await atStripe(), await givenBack()]).toEqual(['canceled', [1_000]]);
    await places.syncAll(ada.workspaceId);
    expect(await told()).toEqual([
      {
        target_id: ada.stripeSubscriptionId,
        changes: { given_back: { from: null, to: '€10' }, why: { from: null, to: 'subscriber_erased' } },
      },
    ]);
  });

  it('is given back once where many events tell of it at the same moment', async () => {
    await erase('1 minute');
    await Promise.all([1, 2, 3, 4].map(() => places.syncSubscription(ada.workspaceId, ada.stripeSubscriptionId)));
    expect([await atStripe(), await givenBack()]).toEqual(['canceled', [1_000]]);
    expect((await told()).map(({ changes }) => changes)).toEqual([
      expect.objectContaining({ given_back: { from: null, to: '€10' } }),
    ]);
  });

  it('is ended by a single reading as well, as an event has it', async () => {
    await erase('1 minute');
    expect(await places.syncSubscription(ada.workspaceId, ada.stripeSubscriptionId)).toBe('not_ours');
    expect([await atStripe(), await givenBack()]).toEqual(['canceled', [1_000]]);
  });

  it('is not charged again where it is found late, and only what was paid since they are gone is given back', async () => {
    await sandbox.advance(access.accountId, 32 * 86_400);
    expect(await givenBack()).toEqual([0, 0]);
    await erase('-2 days');
    await places.syncAll(ada.workspaceId);
    expect([await atStripe(), await givenBack()]).toEqual(['canceled', [1_000, 0]]);
  });

  it('runs on where the person is only missing, as after an old backup was restored', async () => {
    await leave();
    await places.syncAll(ada.workspaceId);
    expect([await atStripe(), await givenBack(), await told()]).toEqual(['active', [0], []]);
  });

  it('runs on where another workspace sold it through the same account', async () => {
    const other = await seedBuyer(test, { sandbox, access });
    await test.query(`INSERT INTO erased_subscribers (workspace_id, id, erased_at) VALUES ($1, $2, now())`, [
      ...[other.workspaceId, ada.subscriberId],
    ]);
    await places.syncAll(other.workspaceId);
    expect(await atStripe()).toBe('active');
  });
});
