import { ALL_SHARDS, batchKey, encodeUsageKey, pendingKey, shardOf } from '@gatehouse/core';
import { createLogger, Database, UsageBuffer } from '@gatehouse/platform';
import {
  createTestDatabase,
  emptyTestRedis,
  seedCaller,
  type SeededCaller,
  TestClock,
  type TestDatabase,
} from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { JobRunner } from '../job-runner';
import { DrainUsage } from './drain-usage.job';
import { Drain, type Outcome } from './drain.service';

const logger = createLogger({ logLevel: 'silent' }, 'test');

describe('the drain, woken by BullMQ', () => {
  const clock = new TestClock();
  let test: TestDatabase;
  let database: Database;
  let redisUrl: string;
  let redis: Redis;
  let callers: SeededCaller[];

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 10);
    redisUrl = await emptyTestRedis();
    redis = new Redis(redisUrl);
    const first = await seedCaller(test);
    callers = [first];
    while (callers.length < 40) callers.push(await seedCaller(test, { beside: first }));
  });
  afterAll(async () => {
    redis.disconnect();
    await database.close();
    await test.drop();
  });

  /** As the meter counts. */
  async function count(): Promise<void> {
    for (const { workspaceId, gptId, subscriberId } of callers) {
      const field = encodeUsageKey({ workspaceId, gptId, subscriberId, action: '*', tier: 'free', hour: 497_914 });
      await redis.hincrby(pendingKey(shardOf(workspaceId, subscriberId)), `${field}c`, 1);
    }
  }

  async function ledgerReaches(calls: number): Promise<number> {
    for (;;) {
      const [row] = await test.query<{ calls: number }>('SELECT coalesce(sum(calls), 0)::int AS calls FROM usage_hourly');
      if ((row?.calls ?? 0) >= calls) return row?.calls ?? 0;
      await pause(20);
    }
  }

  const job = () => new DrainUsage(new Drain(database, new UsageBuffer(redis), clock), clock, logger);

  it('brings the counts of every shard home, with two workers, over and over, and through the loss of all schedules', async () => {
    const runners = [new JobRunner(redisUrl, logger), new JobRunner(redisUrl, logger)];
    for (const runner of runners) await runner.start(job());
    await count();
    expect(await ledgerReaches(40)).toBe(40);
    await count();
    expect(await ledgerReaches(80)).toBe(80);
    for (const runner of runners) await runner.close();

    // Redis lost what BullMQ keeps there; a worker starts.
    for (const key of await redis.keys('bull:*')) await redis.del(key);
    await count();
    const late = new JobRunner(redisUrl, logger);
    await late.start(job());
    expect(await ledgerReaches(120)).toBe(120);
    await late.close();
    expect(await redis.exists(...ALL_SHARDS.map(batchKey), ...ALL_SHARDS.map(pendingKey))).toBe(0);
  });

  it('says which shard of its group failed', async () => {
    const drained = { status: 'fulfilled', value: { entries: 0, parked: 0 } } as const;
    const outcomes = new Map<number, Outcome>([
      [0, drained],
      [1, { status: 'rejected', reason: new Error('no') }],
      [2, drained],
    ]);
    const failing = { drainShards: () => Promise.resolve(outcomes) };
    await expect(new DrainUsage(failing as unknown as Drain, clock, logger).run({ shards: [0, 1, 2] })).rejects.toThrow(
      'shard 1: Error: no',
    );
  });
});
