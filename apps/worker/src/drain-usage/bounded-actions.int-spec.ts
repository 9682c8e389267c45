import { encodeUsageKey, hourOf, MOST_ACTIONS_A_DAY, OTHER_ACTIONS, pendingKey, shardOf } from '@gatehouse/core';
import { Database, expiredRowsRepository, usageBatchRepository, UsageBuffer } from '@gatehouse/platform';
import {
  createTestDatabase,
  emptyTestRedis,
  seedCaller,
  type SeededCaller,
  TestClock,
  type TestDatabase,
} from '@gatehouse/testing';
import { Redis } from 'ioredis';
import { Recompute } from '../recompute-usage/recompute.service';
import { RollUp } from '../roll-up-usage/roll-up.service';
import { Drain } from './drain.service';
import { drainAll, drainShard } from '../../test/drain-shard';

const MORNING = '2026-11-21T09:00:00Z';

describe('the actions of a GPT and day', () => {
  const clock = new TestClock(new Date('2026-11-21T10:59:00Z'));
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let buffer: UsageBuffer;
  let people: SeededCaller[];
  let ada: SeededCaller;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 10);
    redis = new Redis(await emptyTestRedis());
    buffer = new UsageBuffer(redis);
  });
  beforeEach(async () => {
    await redis.flushdb();
    ada = await seedCaller(test);
    people = [ada];
    while (people.length < 8) people.push(await seedCaller(test, { beside: ada }));
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    redis.disconnect();
    await database.close();
    await test.drop();
  });

  /** What admit adds to pending: of each action three accepted calls of two units, and one that was refused. */
  async function call(
    { workspaceId, gptId, subscriberId }: SeededCaller,
    actions: readonly string[],
    when = MORNING,
  ): Promise<void> {
    const fields = actions.flatMap((action) => {
      const name = encodeUsageKey({ workspaceId, gptId, subscriberId, action, tier: 'free', hour: hourOf(new Date(when)) });
      return [`${name}c`, '3', `${name}u`, '6', `${name}d`, '1'];
    });
    await redis.hset(pendingKey(shardOf(workspaceId, subscriberId)), ...fields);
  }
  const ids = (count: number, of: string): string[] => Array.from({ length: count }, (_, number) => `${of}-${number}`);
  const drainEverything = (drain = new Drain(database, buffer, clock)): Promise<void> => drainAll(drain);

  async function ledgerOf(day = '2026-11-21'): Promise<object | undefined> {
    const [row] = await test.query<object>(
      `SELECT count(DISTINCT action)::int AS actions, sum(calls)::int AS calls, sum(cost)::int AS cost, sum(denied)::int AS denied,
              coalesce(sum(calls) FILTER (WHERE action = $3), 0)::int AS other
         FROM usage_hourly WHERE gpt_id = $1 AND (hour AT TIME ZONE 'UTC')::date = $2::date`,
      [ada.gptId, day, OTHER_ACTIONS],
    );
    return row;
  }
  const rows = (table: string): Promise<object[]> =>
    test.query<object>(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE workspace_id = $1 ORDER BY t::text`, [ada.workspaceId]);

  it('are told apart up to the bound, exactly, under workers that drain all shards at once; every call is counted', async () => {
    for (const [number, person] of people.entries()) await call(person, ids(200, `person ${number}`));
    await Promise.all([drainEverything(), drainEverything()]);
    expect(await ledgerOf()).toEqual({
      ...{ actions: MOST_ACTIONS_A_DAY + 1, calls: 4_800, cost: 9_600, denied: 1_600 },
      other: 4_800 - 3 * MOST_ACTIONS_A_DAY,
    });
  });

  it('keep a name once they have one, and none that has not gets one later that day; the next day, all may', async () => {
    await call(ada, ids(499, 'first'));
    await drainEverything();
    await call(ada, ['last']);
    await drainEverything();
    await call(ada, ['first-7', 'late', OTHER_ACTIONS]);
    await drainEverything();
    await call(ada, ['first-8', 'late']);
    await call(ada, ['late'], '2026-11-22T00:00:00Z');
    await drainEverything();
    expect(await ledgerOf()).toMatchObject({ actions: MOST_ACTIONS_A_DAY + 1, calls: 3 * (499 + 4 + 2), other: 9 });
    expect(await ledgerOf('2026-11-22')).toMatchObject({ actions: 1, calls: 3, other: 0 });
  });

  it("leave another GPT's names alone", async () => {
    const other = await seedCaller(test);
    await call(ada, ids(600, 'first'));
    await call(other, ['late']);
    await drainEverything();
    expect(await test.query('SELECT action FROM usage_hourly WHERE gpt_id = $1', [other.gptId])).toEqual([{ action: 'late' }]);
  });

  it.each([
    ['before the batch is written', 'park'],
    ['after it is written, before it is dropped', 'drop'],
  ] as const)('map alike when a drain dies %s and another takes the batch', async (_when, step) => {
    await call(ada, ids(600, 'first'));
    const spied = step === 'park' ? jest.spyOn(usageBatchRepository, 'park') : jest.spyOn(buffer, 'drop');
    spied.mockRejectedValueOnce(new Error('killed'));
    await expect(drainShard(new Drain(database, buffer, clock), shardOf(ada.workspaceId, ada.subscriberId))).rejects.toThrow(
      'killed',
    );
    const names = await rows('usage_actions');
    await drainEverything();
    expect(await rows('usage_actions')).toEqual(names);
    expect(await ledgerOf()).toEqual({ actions: 501, calls: 1_800, cost: 3_600, denied: 600, other: 300 });
  });

  it('are the same when hours are made anew from batches, and days from hours', async () => {
    await test.query(`UPDATE usage_books SET batches_kept_since = '2026-11-20T00:00:00Z'`);
    await call(ada, ids(600, 'first'));
    await drainEverything();
    await new RollUp(database, clock).run();
    const [hours, days] = [await rows('usage_hourly'), await rows('usage_gpt_daily')];
    expect(days).toHaveLength(501);
    await test.query(`UPDATE usage_hourly SET calls = 0 WHERE workspace_id = $1`, [ada.workspaceId]);
    const range = { from: new Date('2026-11-21T00:00:00Z'), to: new Date('2026-11-22T00:00:00Z') };
    for await (const _step of new Recompute(database).workspace(ada.workspaceId, { hours: range }));
    expect([await rows('usage_hourly'), await rows('usage_gpt_daily')]).toEqual([hours, days]);
  });

  it('give their names back when the hours that they stand in are kept no longer', async () => {
    await call(ada, ['list']);
    await call(ada, ['list'], '2026-12-01T00:00:00Z');
    await drainEverything();
    await test.query(`UPDATE usage_books SET hours_kept_since = '2026-12-01T00:00:00Z'`);
    await database.inWorkspace(ada.workspaceId, (tx) => expiredRowsRepository.prune(tx, clock.now()));
    expect(await test.query('SELECT day::text FROM usage_actions WHERE workspace_id = $1', [ada.workspaceId])).toEqual([
      { day: '2026-12-01' },
    ]);
  });
});
