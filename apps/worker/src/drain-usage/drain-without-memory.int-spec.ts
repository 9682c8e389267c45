import { encodeUsageKey, hourOf, pendingKey, shardOf } from '@gatehouse/core';
import { connectRedis, createLogger, Database, UsageBuffer } from '@gatehouse/platform';
import { createTestDatabase, OwnRedis, seedCaller, type SeededCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { JobRunner } from '../job-runner';
import { DrainUsage } from './drain-usage.job';
import { Drain } from './drain.service';
import { DrainWithoutQueue } from './drain-without-queue';

const FIELDS_PER_BATCH = 1_000;
const CALLS = 4_000;

describe('counts in a Redis without memory', () => {
  const clock = new TestClock(new Date('2026-11-21T10:00:00Z'));
  const logger = createLogger({ logLevel: 'silent' }, 'test');
  let test: TestDatabase;
  let database: Database;
  let own: OwnRedis;
  let operator: Redis;
  let redis: Redis;
  let buffer: UsageBuffer;

  beforeAll(async () => {
    test = await createTestDatabase();
    await test.query(`SELECT ensure_usage_partition('2026-11-01')`);
    database = await Database.connect(test.url, 10);
    own = await OwnRedis.start();
    operator = new Redis(own.url);
    redis = connectRedis(own.url);
    buffer = new UsageBuffer(redis, FIELDS_PER_BATCH);
  });
  beforeEach(async () => {
    await operator.config('SET', 'maxmemory', '0');
    await operator.flushall();
  });
  afterAll(async () => {
    redis.disconnect();
    operator.disconnect();
    await own.remove();
    await database.close();
    await test.drop();
  });

  /** One call each hour of some, with actions whose names take room. */
  async function fill({ workspaceId, gptId, subscriberId }: SeededCaller): Promise<number> {
    const shard = shardOf(workspaceId, subscriberId);
    const hours = Array.from({ length: 20 }, (_, back) => hourOf(clock.now()) - back);
    for (let call = 0; call < CALLS; call += hours.length) {
      const fields = hours.flatMap((hour) => {
        const action = `${call}`.padEnd(64, 'x');
        return [`${encodeUsageKey({ workspaceId, gptId, subscriberId, action, tier: 'free', hour })}c`, '1'];
      });
      await operator.hset(pendingKey(shard), ...fields);
    }
    return shard;
  }
  const usedMemory = async (): Promise<number> => Number(/^used_memory:(\d+)/m.exec(await operator.info('memory'))?.[1]);
  const takesWrites = (): Promise<boolean> =>
    operator.set('anything', '1').then(
      () => true,
      () => false,
    );

  it('are handed out in portions nevertheless', async () => {
    const shard = await fill(await seedCaller(test));
    await operator.config('SET', 'maxmemory', '1');
    let taken = 0;
    for (let batch = await buffer.take(shard); batch !== null; batch = await buffer.take(shard)) {
      expect(batch.fields.size).toBeLessThan(CALLS);
      taken += batch.fields.size;
      await buffer.drop(batch);
    }
    expect(taken).toBe(CALLS);
    expect(await takesWrites()).toBe(false);
  });

  it('come home also when a worker starts only then, whom BullMQ cannot wake, until there is memory for calls again', async () => {
    const caller = await seedCaller(test);
    const before = await usedMemory();
    await fill(caller);
    const filled = await usedMemory();
    await operator.config('SET', 'maxmemory', String(Math.round(before + (filled - before) / 2)));
    expect(await takesWrites()).toBe(false);
    const job = new DrainUsage(new Drain(database, buffer, clock), clock, logger);
    const timer = new DrainWithoutQueue(job, redis, logger);
    timer.start();
    const runner = new JobRunner(own.url, logger);
    try {
      await runner.start(job);
      while (!(await takesWrites())) await pause(20);
      // What is left, BullMQ or the timer brings home.
      while ((await operator.keys('{m:*')).some((key) => /:(pending|batch)$/.test(key))) await pause(20);
    } finally {
      await runner.close();
      await timer.close();
    }
    const [row] = await test.query<{ calls: number }>(
      'SELECT sum(calls)::int AS calls FROM usage_hourly WHERE subscriber_id = $1',
      [caller.subscriberId],
    );
    expect(row?.calls).toBe(CALLS);
  });
});
