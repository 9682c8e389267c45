import { randomBytes } from 'node:crypto';
import { Database, MeterFence, newId, overagePlaceRepository, PlaceSync, systemRandom, Vault } from '@gatehouse/platform';
import { createTestDatabase, emptyTestRedis, SandboxStripe, seedBuyer, TestClock, type TestDatabase } from '@gatehouse/testing';
import { Redis } from 'ioredis';

describe('what somebody was shown of one tier', () => {
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let sandbox: SandboxStripe;
  const vault = new Vault([{ id: 'k1', key: randomBytes(32) }]);

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 5);
    redis = new Redis(await emptyTestRedis());
    sandbox = await SandboxStripe.start();
  });
  afterAll(async () => {
    await sandbox.stop();
    redis.disconnect();
    await database.close();
    await test.drop();
  });

  it('charges them nothing on another, whatever that one charges beyond its quota', async () => {
    const accounts = sandbox.accounts(vault);
    const accountId = await sandbox.connect(vault);
    const access = { client: accounts.platform(), options: { stripeAccount: accountId }, accountId };
    const buyer = await seedBuyer(test, { sandbox, access, quotaPerMonth: 100 });
    const places = new PlaceSync(database, new MeterFence(redis, systemRandom), accounts, new TestClock(new Date()));
    expect(await places.syncSubscription(buyer.workspaceId, buyer.stripeSubscriptionId)).toBe('written');
    const team = newId('tir');
    await test.query(
      `INSERT INTO tiers (workspace_id, id, gpt_id, key, name, quota_per_month) VALUES ($1, $2, $3, 'team', 'Team', 10)`,
      [buyer.workspaceId, team, buyer.gptId],
    );
    await test.query(
      `UPDATE tiers SET overage_unit_amount = '2', overage_since = '2026-01-01T00:00:00Z' WHERE workspace_id = $1 AND quota_per_month > 0`,
      [buyer.workspaceId],
    );
    const toBring = () => database.inWorkspace(buyer.workspaceId, (tx) => overagePlaceRepository.listToBring(tx, accountId, 10));
    expect(await toBring()).toMatchObject([{ tierId: buyer.tierId, unitAmount: '2' }]);
    await test.query('UPDATE subscriptions SET tier_id = $2 WHERE id = $1', [buyer.placeId, team]);
    expect(await toBring()).toEqual([]);
  });
});
