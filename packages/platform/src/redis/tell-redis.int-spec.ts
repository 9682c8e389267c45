import { countersKey, hourOf, hourStart, monthOf, quotaKey, shardOf } from '@gatehouse/core';
import { createTestDatabase, emptyTestRedis, seedCaller, type SeededCaller, type TestDatabase } from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { Database } from '../database/database';
import { directUsageRepository } from '../database/repositories/direct-usage.repository';
import { newId } from '../ids/new-id';
import { tellRedis } from './tell-redis';

const NOW = new Date('2026-11-21T10:00:00Z');
const CALLERS = 1_300;

describe('what was counted without Redis by a crowd', () => {
  let test: TestDatabase;
  let databases: [Database, Database];
  let redis: Redis;
  let place: SeededCaller;

  beforeAll(async () => {
    test = await createTestDatabase();
    await test.query(`SELECT ensure_usage_partition('2026-11-01')`);
    databases = [await Database.connect(test.url, 3), await Database.connect(test.url, 3)];
    redis = new Redis(await emptyTestRedis());
    place = await seedCaller(test);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    redis.disconnect();
    for (const database of databases) await database.close();
    await test.drop();
  });

  const counterOf = (callerId: string): string =>
    quotaKey(shardOf(place.workspaceId, callerId), place.gptId, callerId, monthOf(NOW));

  /** A crowd, each of whom Redis counted five units of before it went away, and Postgres two since. */
  async function crowd(name: string): Promise<string[]> {
    const callers = Array.from({ length: CALLERS }, (_, index) => `usr_${name}${index}`);
    await redis.mset(Object.fromEntries(callers.map((caller) => [counterOf(caller), '5'])));
    await test.query(
      `INSERT INTO direct_usage (workspace_id, caller_id, gpt_id, period_key, period_starts_at, period_ends_at, units)
       SELECT $1, caller, $2, '2026-11', '2026-11-01', '2026-12-01', 2 FROM unnest($3::text[]) AS c (caller)`,
      [place.workspaceId, place.gptId, callers],
    );
    await test.query(`INSERT INTO untold_workspaces (id, shard, since) VALUES ($1, 1, 1) ON CONFLICT DO NOTHING`, [
      place.workspaceId,
    ]);
    return callers;
  }
  async function untoldLeft(): Promise<number> {
    const [row] = await test.query<{ left: number }>('SELECT count(*)::int AS left FROM direct_usage WHERE told_units < units');
    return row?.left ?? NaN;
  }
  const counters = async (callers: readonly string[]) => [...new Set(await redis.mget(callers.map(counterOf)))];

  it('is told in steps of hundreds: the time it takes grows with what is to be told and not with round trips for each', async () => {
    const callers = await crowd('steps');
    const transactions = jest.spyOn(databases[0], 'inWorkspace');
    expect(await tellRedis(databases[0], redis, () => NOW)).toBe(CALLERS);
    expect([await counters(callers), await untoldLeft()]).toEqual([['7'], 0]);
    expect(transactions.mock.calls.length).toBeLessThan(10);
    expect(await test.query('SELECT 1 FROM untold_workspaces')).toEqual([]);
  });

  it('is told once by several that tell at the same time, beside calls that go on', async () => {
    const callers = await crowd('several');
    const first = place.subscriberId;
    await redis.set(counterOf(first), '5');
    const call = (): Promise<void> =>
      databases[1].inWorkspace(place.workspaceId, async (tx) => {
        const hour = hourOf(NOW);
        await directUsageRepository.lockCaller(tx, first);
        await directUsageRepository.count(
          tx,
          newId('bat'),
          {
            ...{ workspaceId: place.workspaceId, gptId: place.gptId, subscriberId: first, action: '*', tier: 'free', hour },
            ...{ startsAt: hourStart(hour), counts: { calls: 1n, cost: 1n, denied: 0n } },
          },
          monthOf(NOW),
          NOW,
        );
      });
    await Promise.all([
      ...[0, 1, 0, 1].map((teller) => tellRedis(databases[teller as 0 | 1], redis, () => NOW)),
      (async () => {
        for (let calls = 0; calls < 20; calls += 1) await call();
      })(),
    ]);
    await tellRedis(databases[0], redis, () => NOW);
    expect([await counters(callers), await redis.get(counterOf(first)), await untoldLeft()]).toEqual([['7'], '25', 0]);
  });

  it('is told by several of different people first, and by each of them whatever nobody else has told', async () => {
    const callers = await crowd('shared');
    const untold = directUsageRepository.untold.bind(directUsageRepository);
    const firstPages: string[][] = [];
    const both = Promise.withResolvers<void>();
    jest.spyOn(directUsageRepository, 'untold').mockImplementation(async (...asked) => {
      const rows = await untold(...asked);
      if (firstPages.length < 2) {
        if (firstPages.push(rows.map(({ callerId }) => callerId)) === 2) both.resolve();
        await both.promise;
      }
      return rows;
    });
    const told = await Promise.all(
      [0, 0.5].map((place, teller) => tellRedis(databases[teller as 0 | 1], redis, () => NOW, place)),
    );
    expect(firstPages.map((page) => page.length)).toEqual([500, 500]);
    expect(new Set(firstPages.flat()).size).toBe(1_000);
    // Each of them alone would have told all of it.
    expect((told[0] ?? NaN) + (told[1] ?? NaN)).toBeLessThanOrEqual(CALLERS + 500);
    expect([await counters(callers), await untoldLeft()]).toEqual([['7'], 0]);
  });

  it('makes whoever is seeking a counter that is missing seek again, and is not told of a period that is long over', async () => {
    const [missing = '', over = ''] = await crowd('missing');
    const seekers = countersKey(shardOf(place.workspaceId, missing), place.gptId, missing);
    await redis.del(counterOf(missing), counterOf(over));
    await redis.hset(seekers, 'token', 'sought');
    await test.query(
      `UPDATE direct_usage SET period_starts_at = '2026-01-01', period_ends_at = '2026-02-01' WHERE caller_id = $1`,
      [over],
    );
    await tellRedis(databases[0], redis, () => NOW);
    expect([
      await redis.hexists(seekers, 'token'),
      await redis.exists(counterOf(missing), counterOf(over)),
      await untoldLeft(),
    ]).toEqual([0, 0, 0]);
  });
});
