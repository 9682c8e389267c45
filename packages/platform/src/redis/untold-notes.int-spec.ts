import { hourOf, hourStart, monthOf, quotaKey, shardOf } from '@gatehouse/core';
import { createTestDatabase, emptyTestRedis, seedCaller, type SeededCaller, type TestDatabase } from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { Database } from '../database/database';
import { directUsageRepository } from '../database/repositories/direct-usage.repository';
import { newId } from '../ids/new-id';
import { tellRedis } from './tell-redis';

const NOW = new Date('2026-11-21T10:00:00Z');

describe('the note that there is something to tell Redis', () => {
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let caller: SeededCaller;

  beforeAll(async () => {
    test = await createTestDatabase();
    await test.query(`SELECT ensure_usage_partition('2026-11-01')`);
    database = await Database.connect(test.url, 3);
    redis = new Redis(await emptyTestRedis());
    caller = await seedCaller(test);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    redis.disconnect();
    await database.close();
    await test.drop();
  });

  const tell = (): Promise<number> => tellRedis(database, redis, () => NOW);

  /** As an instance does that has no Redis. */
  async function countDirectly(units: bigint): Promise<void> {
    const { workspaceId, gptId, subscriberId } = caller;
    const hour = hourOf(NOW);
    await database.inWorkspace(workspaceId, async (tx) => {
      await directUsageRepository.lockCaller(tx, subscriberId);
      await directUsageRepository.count(
        tx,
        newId('bat'),
        {
          ...{ workspaceId, gptId, subscriberId, action: '*', tier: 'free', hour, startsAt: hourStart(hour) },
          counts: { calls: 1n, cost: units, denied: 0n },
        },
        monthOf(NOW),
        NOW,
      );
    });
  }

  it('is not taken away by who told of an earlier one, after another told of that and took it away', async () => {
    const counter = quotaKey(shardOf(caller.workspaceId, caller.subscriberId), caller.gptId, caller.subscriberId, monthOf(NOW));
    await redis.set(counter, '5');
    await countDirectly(3n);
    const forget = directUsageRepository.forget.bind(directUsageRepository);
    jest.spyOn(directUsageRepository, 'forget').mockImplementationOnce(async (tx, note) => {
      await tell();
      expect(await test.query('SELECT 1 FROM untold_workspaces')).toEqual([]);
      await countDirectly(3n);
      await forget(tx, note);
    });
    await tell();
    await tell();
    expect(await redis.get(counter)).toBe('11');
    expect(await test.query('SELECT 1 FROM untold_workspaces')).toEqual([]);
  });
});
