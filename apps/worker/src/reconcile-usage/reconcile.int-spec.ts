import {
  batchKey,
  countersKey,
  encodeUsageKey,
  hourOf,
  monthOf,
  pendingKey,
  type Period,
  quotaKey,
  shardOf,
  subscriptionMonthOf,
} from '@gatehouse/core';
import { createLogger, Database, newId, UsageBuffer, usageSumsRepository } from '@gatehouse/platform';
import {
  createTestDatabase,
  emptyTestRedis,
  seedCaller,
  type SeededCaller,
  seedUsage,
  TestClock,
  type TestDatabase,
} from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { register } from 'prom-client';
import { Drain } from '../drain-usage/drain.service';
import { RollUp } from '../roll-up-usage/roll-up.service';
import { BooksCheck } from './books-check';
import { QuotaCheck } from './quota-check';
import { ReconcileUsage } from './reconcile-usage.job';
import { Reconcile } from './reconcile.service';
import { drainAll, drainShard } from '../../test/drain-shard';

describe('reconciling', () => {
  const clock = new TestClock(new Date('2026-11-21T10:10:00Z'));
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let reconcile: Reconcile;
  let drain: Drain;
  let ada: SeededCaller;
  let shard: number;

  beforeEach(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 4);
    redis = new Redis(await emptyTestRedis());
    reconcile = new Reconcile(database, new BooksCheck(database, clock), new QuotaCheck(database, redis, clock), redis, clock);
    drain = new Drain(database, new UsageBuffer(redis), clock);
    ada = await seedCaller(test);
    shard = shardOf(ada.workspaceId, ada.subscriberId);
    await test.query(`UPDATE usage_books SET batches_kept_since = '2026-11-01T00:00:00Z'`);
    await count(monthOf(clock.now()));
    await call(6);
    await bringHome();
    await call(3);
    await bringHome();
    await call(2);
  });
  afterEach(async () => {
    redis.disconnect();
    await database.close();
    await test.drop();
  });

  const quota = (period = monthOf(clock.now())) => quotaKey(shard, ada.gptId, ada.subscriberId, period);

  /** Says, as admit does, that there is a counter of those months. */
  async function count(period: Period): Promise<void> {
    const hours = `${hourOf(period.startsAt)} ${hourOf(period.endsAt)}`;
    await redis.hset(countersKey(shard, ada.gptId, ada.subscriberId), { [quota(period)]: hours, token: 'sought' });
  }

  /** What admit does about accepted calls. */
  async function call(times: number): Promise<void> {
    const name = encodeUsageKey({ ...ada, action: 'list', tier: 'free', hour: hourOf(clock.now()) });
    await redis.hincrby(pendingKey(shard), `${name}c`, times);
    await redis.hincrby(pendingKey(shard), `${name}u`, times);
    await redis.incrby(quota(), times);
  }

  async function bringHome(): Promise<void> {
    await drainAll(drain);
    await new RollUp(database, clock).run();
  }

  const found = async (): Promise<string[][]> =>
    (await reconcile.run()).map(({ kind, what, expected, found }) => [kind, what, expected, found]);

  it('finds nothing where everything adds up: rolled up, waiting, on its way, pending', async () => {
    expect(await found()).toEqual([]);
    await new UsageBuffer(redis).take(shard);
    await call(1);
    // By this test's clock that batch is an hour old or not made yet.
    expect((await found()).filter(([kind]) => kind !== 'stuck')).toEqual([]);
    await drainShard(drain, shard);
    expect(await found()).toEqual([]);
  });

  it('finds a quota counter that is not what the ledger and pending say, above or below', async () => {
    for (const [by, is] of [
      [-4, '7'],
      [9, '16'],
    ] as const) {
      await redis.incrby(quota(), by);
      expect(await found()).toEqual([['quota', `quota of ${ada.subscriberId} in 2026-11`, '11', is]]);
    }
  });

  it("finds the counter of a subscriber's own months, too, which are not the calendar's", async () => {
    const own = subscriptionMonthOf(new Date('2026-01-18T08:20:00Z'), clock.now());
    await seedUsage(test, { ...ada, hour: '2026-11-18T07:00:00Z', calls: 4, cost: 4 });
    await seedUsage(test, { ...ada, hour: '2026-11-18T08:00:00Z', calls: 5, cost: 5 });
    await count(own);
    await redis.del(quota());
    const quotas = async (): Promise<string[][]> => (await found()).filter(([kind]) => kind === 'quota');
    await redis.set(quota(own), 5 + 11);
    expect(await quotas()).toEqual([]);
    await redis.set(quota(own), 5 + 12);
    expect(await quotas()).toEqual([['quota', `quota of ${ada.subscriberId} in ${own.key}`, '16', '17']]);
  });

  it('takes what a service key asked for others, whom Redis counts one by one, for no drift of the key', async () => {
    const key = newId('svk');
    await test.query(
      `INSERT INTO service_keys (workspace_id, id, gpt_id, name, key_hash, last4, created_at) VALUES ($1, $2, $3, 'ci', 'x', 'abcd', now())`,
      [ada.workspaceId, key, ada.gptId],
    );
    const keysShard = shardOf(ada.workspaceId, key);
    for (const [tier, units] of [
      ['service key', 2],
      ['not signed in', 5],
    ] as const) {
      const name = encodeUsageKey({ ...ada, subscriberId: key, action: '*', tier, hour: hourOf(clock.now()) });
      await redis.hset(pendingKey(keysShard), { [`${name}c`]: units, [`${name}u`]: units });
    }
    await redis.set(quotaKey(keysShard, ada.gptId, key, monthOf(clock.now())), 2);
    await bringHome();
    expect(await found()).toEqual([]);
  });

  it('finds a ledger that is not what batches brought', async () => {
    await test.query('UPDATE usage_hourly SET calls = calls - 1');
    expect((await found())[0]).toEqual(['rollup', 'days', '8/9/0', '9/9/0']);
    expect(await found()).toContainEqual(['hours', 'hours', '9/9/0', '8/9/0']);
  });

  it.each([
    ['usage_daily', 'days'],
    ['usage_period', 'months'],
    ['usage_gpt_hourly', 'hours of GPTs'],
    ['usage_gpt_daily', 'days of GPTs'],
    ['usage_gpt_period', 'months of GPTs'],
    ['usage_totals', 'totals'],
    ['usage_caller_monthly', 'months of callers'],
    ['usage_caller_yearly', 'years'],
    ['usage_workspace_hourly', 'hours of all'],
  ])('finds %s that are not what the ledger says', async (table, what) => {
    await test.query(`UPDATE ${table} SET denied = denied + 5`);
    expect((await found()).map(([kind, name]) => [kind, name])).toContainEqual(['rollup', what]);
  });

  it("finds what does not add up in one workspace although another's cannot be compared, and says so of that one", async () => {
    const bob = await seedCaller(test);
    await seedUsage(test, { ...bob, hour: '2026-11-18T07:00:00Z', calls: 4, cost: 4 });
    const [broken = '', other = ''] = [ada.workspaceId, bob.workspaceId].sort();
    await test.query(`UPDATE usage_totals SET calls = calls + 5`);
    const ofCallers = usageSumsRepository.ofCallers.bind(usageSumsRepository);
    jest.spyOn(usageSumsRepository, 'ofCallers').mockImplementation((tx, slice) => {
      if (tx.workspaceId === broken) throw new Error('canceling statement due to statement timeout');
      return ofCallers(tx, slice);
    });
    const findings = await reconcile.run();
    jest.restoreAllMocks();
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'unchecked', workspaceId: broken, found: 'canceling statement due to statement timeout' }),
    );
    expect(findings).toContainEqual(expect.objectContaining({ kind: 'rollup', workspaceId: other, what: 'totals' }));
  });

  it('finds a batch that nobody brings home, and batches that nobody rolls up', async () => {
    await redis.hset(batchKey(3), 'id', newId('bat'));
    await test.query(`UPDATE usage_batches SET rolled_up_at = NULL`);
    // A batch is dated by its id, which is of the time on the wall, and what waits for the roll-up by our clock.
    clock.set(new Date(Math.max(Date.now(), clock.now().getTime()) + 3_600_000));
    const kinds = (await reconcile.run()).filter(({ kind }) => kind === 'stuck').map(({ what }) => what.replace(/bat_\w+/, '…'));
    expect(kinds).toEqual(['batch … of shard 3', 'roll-up']);
    clock.set(new Date('2026-11-21T10:10:00Z'));
  });

  it("raises the alert: a metric, an error for the operator, and once a day an entry in the workspace's log", async () => {
    const logger = createLogger({ logLevel: 'silent' }, 'worker');
    const error = jest.spyOn(logger, 'error');
    const job = new ReconcileUsage(reconcile, logger);
    await test.query('UPDATE usage_totals SET calls = calls + 5');
    await job.run();
    await job.run();
    expect(await register.getSingleMetricAsString('gatehouse_usage_drift')).toContain('gatehouse_usage_drift{kind="rollup"} 1');
    expect(error).toHaveBeenCalledWith(
      expect.objectContaining({ kind: 'rollup', what: 'totals', workspaceId: ada.workspaceId }),
      'usage does not add up',
    );
    expect(await test.query(`SELECT action, actor_kind, target_id FROM audit_events`)).toEqual([
      { action: 'usage.drift_found', actor_kind: 'system', target_id: 'rollup' },
    ]);
    await test.query('UPDATE usage_totals SET calls = calls - 5');
    await job.run();
    expect(await register.getSingleMetricAsString('gatehouse_usage_drift')).toContain('gatehouse_usage_drift{kind="rollup"} 0');
  });

  it('takes the metric back once its next round is overdue: by then another worker has compared, or nobody', async () => {
    const said = () => register.getSingleMetricAsString('gatehouse_usage_drift');
    await test.query('UPDATE usage_totals SET calls = calls + 5');
    await new ReconcileUsage(reconcile, createLogger({ logLevel: 'silent' }, 'worker')).run();
    const measuredAt = performance.now();
    const now = jest.spyOn(performance, 'now').mockReturnValue(measuredAt + 24 * 60_000);
    expect(await said()).toContain('gatehouse_usage_drift{kind="rollup"} 1');
    now.mockReturnValue(measuredAt + 25 * 60_000);
    expect(await said()).not.toContain('gatehouse_usage_drift{');
    now.mockRestore();
  });
});
