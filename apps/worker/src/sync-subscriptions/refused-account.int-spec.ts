import { randomBytes } from 'node:crypto';
import { Database, MeterFence, PlaceSync, systemRandom, Vault } from '@gatehouse/platform';
import { createTestDatabase, emptyTestRedis, SandboxStripe, seedBuyer, TestClock, type TestDatabase } from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { SyncSubscriptions } from './sync-subscriptions.job';

const HOUR_MS = 3_600_000;

describe('an account that refuses us', () => {
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let sandbox: SandboxStripe;
  let job: SyncSubscriptions;
  const vault = new Vault([{ id: 'k1', key: randomBytes(32) }]);
  const clock = new TestClock(new Date());

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 5);
    redis = new Redis(await emptyTestRedis());
    sandbox = await SandboxStripe.start();
    const places = new PlaceSync(database, new MeterFence(redis, systemRandom), sandbox.accounts(vault), clock);
    const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
    job = new SyncSubscriptions(database, places, logger as never);
  });
  afterAll(async () => {
    await sandbox.stop();
    redis.disconnect();
    await database.close();
    await test.drop();
  });

  it('is borne with for a day, then its people are served what they paid for and the grace; all is well again once it answers', async () => {
    const accountId = await sandbox.connect(vault);
    const access = { client: sandbox.accounts(vault).platform(), options: { stripeAccount: accountId }, accountId };
    const buyer = await seedBuyer(test, { sandbox, access });
    const found = async () => {
      const [row] = await test.query<{ served: Date | null; bound: Date; refused: Date | null }>(
        `SELECT p.served_until AS served, p.period_ends_at + make_interval(days => w.past_due_grace_days) AS bound, c.refused_since AS refused
           FROM subscriptions p JOIN workspaces w ON w.id = p.workspace_id JOIN stripe_connections c ON c.workspace_id = p.workspace_id
          WHERE p.id = $1`,
        [buyer.placeId],
      );
      return row;
    };
    /** Its access taken back, and given again. */
    const refuse = (refuses: boolean) =>
      test.query(
        `WITH it AS (UPDATE stripe_connections SET stripe_account_id = $2 WHERE workspace_id = $1)
         UPDATE subscriptions SET stripe_account_id = $2 WHERE workspace_id = $1`,
        [buyer.workspaceId, refuses ? 'acct_none' : accountId],
      );
    await job.run();
    expect(await found()).toMatchObject({ served: null, refused: null });
    await refuse(true);
    await job.run();
    expect(await found()).toMatchObject({ served: null, refused: clock.now() });
    clock.set(new Date(clock.now().getTime() + 23 * HOUR_MS));
    await job.run();
    expect(await found()).toMatchObject({ served: null });
    clock.set(new Date(clock.now().getTime() + 2 * HOUR_MS));
    await job.run();
    const bounded = await found();
    expect(bounded?.served).toEqual(bounded?.bound);
    await refuse(false);
    await job.run();
    expect(await found()).toMatchObject({ served: null, refused: null });
  });
});
