import { ALL_SHARDS, encodeUsageKey, hourOf, monthOf, pendingKey, shardOf } from '@gatehouse/core';
import {
  Database,
  subscriberErasureRepository,
  usageBatchRepository,
  UsageBuffer,
  usageReportRepository,
  usageRepository,
  usageRollUpRepository,
} from '@gatehouse/platform';
import {
  createTestDatabase,
  emptyTestRedis,
  seedCaller,
  type SeededCaller,
  seedUsage,
  TestClock,
  type TestDatabase,
} from '@gatehouse/testing';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { Drain } from '../drain-usage/drain.service';
import { type HoursToRebuild, Recompute } from '../recompute-usage/recompute.service';
import { RollUp } from './roll-up.service';

const from = new Date('2026-09-01T00:00:00Z');
const to = new Date('2027-02-01T00:00:00Z');
/** Moments around the ends of days and months, out of order: late ones come after. */
const MOMENTS = [
  '2026-11-30T23:30:00Z',
  '2026-12-01T00:10:00Z',
  '2026-10-15T12:00:00Z',
  '2026-12-31T23:59:00Z',
  '2026-12-01T09:00:00Z',
];

/** What a rollup must hold: the ledger's rows, summed by its key. */
const ROLLUPS: Readonly<Record<string, string>> = {
  usage_daily: `(hour AT TIME ZONE 'UTC')::date AS day, gpt_id, subscriber_id, action, tier`,
  usage_period: `date_trunc('month', hour AT TIME ZONE 'UTC')::date AS month, gpt_id, subscriber_id`,
  usage_totals: 'gpt_id, subscriber_id',
  usage_gpt_hourly: 'hour, gpt_id',
  usage_gpt_daily: `(hour AT TIME ZONE 'UTC')::date AS day, gpt_id, action, tier`,
  usage_gpt_period: `date_trunc('month', hour AT TIME ZONE 'UTC')::date AS month, gpt_id, action, tier`,
  usage_caller_monthly: `date_trunc('month', hour AT TIME ZONE 'UTC')::date AS month, subscriber_id`,
  usage_caller_yearly: `date_trunc('year', hour AT TIME ZONE 'UTC')::date AS year, subscriber_id`,
  usage_workspace_hourly: 'hour',
};

type Step =
  | { readonly does: 'call'; readonly who: number; readonly when: number; readonly action: string; readonly times: number }
  | { readonly does: 'drain' | 'replay' | 'roll-up' | 'recompute' | 'ask' }
  | { readonly does: 'recompute and stop'; readonly after: number }
  | { readonly does: 'drain and die'; readonly at: 'holds' | 'park' | 'drop' }
  | { readonly does: 'roll up and die'; readonly at: 'rolled up' | 'marked' };

describe('the roll-up', () => {
  const clock = new TestClock(new Date('2026-11-21T10:59:00Z'));
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let buffer: UsageBuffer;
  let people: SeededCaller[];

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 6);
    redis = new Redis(await emptyTestRedis());
    buffer = new UsageBuffer(redis);
  });
  beforeEach(async () => {
    await redis.flushdb();
    const first = await seedCaller(test);
    people = [first, await seedCaller(test, { beside: first }), await seedCaller(test)];
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    redis.disconnect();
    await database.close();
    await test.drop();
  });

  const drainAll = async (): Promise<void> => {
    const drain = new Drain(database, buffer, clock);
    await Promise.all(ALL_SHARDS.map((shard) => drain.drainShard(shard)));
  };
  const rollUp = (): Promise<number> => new RollUp(database, clock).run();
  /** In the smallest steps; only so many of them, when that is said. */
  async function recompute(workspaceId: string, { hours, steps = Infinity }: { hours?: HoursToRebuild; steps?: number } = {}) {
    const work = new Recompute(database, 1).workspace(workspaceId, { hours: hours ?? null });
    for (let step = 0; step < steps && !(await work.next()).done; step += 1);
  }
  const dies = (work: Promise<unknown>): Promise<unknown> =>
    work.catch((error: Error) => expect(error.message).toContain('killed'));

  /** What admit adds to pending for an accepted call of two units. */
  async function call({ workspaceId, gptId, subscriberId }: SeededCaller, when: string, action: string, times: number) {
    const name = encodeUsageKey({ workspaceId, gptId, subscriberId, action, tier: 'free', hour: hourOf(new Date(when)) });
    const pending = pendingKey(shardOf(workspaceId, subscriberId));
    await redis.hincrby(pending, `${name}c`, times);
    await redis.hincrby(pending, `${name}u`, times * 2);
    await redis.hincrby(pending, `${name}d`, 1);
  }

  async function expectRollupsToBeTheLedger(workspaceId: string): Promise<void> {
    for (const [table, key] of Object.entries(ROLLUPS)) {
      const columns = key.replaceAll(/\S*\(.*?\)\S* AS /g, '').replaceAll(/^.* AS /g, '');
      const names = columns.split(', ');
      const want = await test.query(
        `SELECT ${key}, sum(calls)::text AS calls, sum(cost)::text AS cost, sum(denied)::text AS denied FROM usage_hourly
          WHERE workspace_id = $1 GROUP BY ${names.join(', ')} ORDER BY ${names.join(', ')}`,
        [workspaceId],
      );
      const have = await test.query(
        `SELECT ${names.join(', ')}, calls::text, cost::text, denied::text FROM ${table} WHERE workspace_id = $1 ORDER BY ${names.join(', ')}`,
        [workspaceId],
      );
      expect([table, have]).toEqual([table, want]);
    }
  }

  const ask = (workspaceId: string, groupBy: 'gpt' | 'subscriber' | 'action' | 'tier' | 'hour' | 'day', limit = 1_000) =>
    database.inWorkspace(workspaceId, (tx) =>
      usageReportRepository.report(tx, { from, to, groupBy, gptId: null, subscriberId: null, limit, after: null }),
    );

  /** Every grouping says what the ledger says, however much of it is rolled up by now. */
  async function expectAnswersToBeTheLedger(workspaceId: string): Promise<void> {
    const [ledger] = await test.query<{ calls: number; cost: number; denied: number }>(
      `SELECT coalesce(sum(calls), 0)::int AS calls, coalesce(sum(cost), 0)::int AS cost, coalesce(sum(denied), 0)::int AS denied
         FROM usage_hourly WHERE workspace_id = $1`,
      [workspaceId],
    );
    for (const groupBy of ['gpt', 'subscriber', 'action', 'tier', 'hour', 'day'] as const) {
      const { total, rows } = await ask(workspaceId, groupBy);
      expect([groupBy, total]).toEqual([groupBy, ledger]);
      expect([groupBy, rows.reduce((sum, row) => sum + row.calls, 0)]).toEqual([groupBy, ledger?.calls]);
      expect([groupBy, rows.reduce((sum, row) => sum + row.denied, 0)]).toEqual([groupBy, ledger?.denied]);
    }
    const [busiest] = await test.query<{ key: string; calls: number }>(
      `SELECT subscriber_id AS key, sum(calls)::int AS calls FROM usage_hourly WHERE workspace_id = $1 GROUP BY 1 HAVING sum(calls) > 0
        ORDER BY 2 DESC, 1 LIMIT 1`,
      [workspaceId],
    );
    const leaders = await ask(workspaceId, 'subscriber', 1);
    expect(leaders.rows.map(({ key, calls }) => ({ key, calls }))).toEqual(busiest === undefined ? [] : [busiest]);
    expect(leaders.total).toEqual(ledger);
  }

  const moment = (index: number): string => MOMENTS[index % MOMENTS.length] ?? '';
  const step: fc.Arbitrary<Step> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        does: fc.constant('call' as const),
        who: fc.nat(2),
        when: fc.nat(MOMENTS.length - 1),
        action: fc.constantFrom('list', 'scan'),
        times: fc.integer({ min: 1, max: 9 }),
      }),
    },
    { weight: 4, arbitrary: fc.record({ does: fc.constantFrom('drain', 'replay', 'roll-up', 'recompute', 'ask') }) },
    {
      weight: 1,
      arbitrary: fc.record({ does: fc.constant('recompute and stop' as const), after: fc.integer({ min: 1, max: 80 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ does: fc.constant('drain and die' as const), at: fc.constantFrom('holds', 'park', 'drop') }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ does: fc.constant('roll up and die' as const), at: fc.constantFrom('rolled up', 'marked') }),
    },
  );

  async function perform(each: Step): Promise<void> {
    const somebody = people[0];
    if (somebody === undefined) throw new Error('nobody calls');
    switch (each.does) {
      case 'call':
        return call(people[each.who] ?? somebody, moment(each.when), each.action, each.times);
      case 'drain':
        return drainAll();
      case 'replay': {
        // A drain that slept since before the others went home, and wakes up now.
        const shard = shardOf(somebody.workspaceId, somebody.subscriberId);
        const asleep = await buffer.take(shard);
        await drainAll();
        if (asleep === null) return;
        jest.spyOn(buffer, 'take').mockResolvedValueOnce(asleep);
        await new Drain(database, buffer, clock).drainShard(shard);
        return;
      }
      case 'roll-up':
        await rollUp();
        return;
      case 'recompute':
        return recompute(somebody.workspaceId);
      case 'recompute and stop':
        return recompute(somebody.workspaceId, { steps: each.after });
      case 'ask':
        return expectAnswersToBeTheLedger(somebody.workspaceId);
      case 'drain and die': {
        const target = each.at === 'park' ? usageBatchRepository : buffer;
        const spy = jest.spyOn(target as UsageBuffer, each.at as 'drop').mockRejectedValueOnce(new Error('killed'));
        await Promise.all(ALL_SHARDS.map((shard) => dies(new Drain(database, buffer, clock).drainShard(shard))));
        spy.mockRestore();
        return;
      }
      case 'roll up and die': {
        if (each.at === 'marked') jest.spyOn(usageBatchRepository, 'markRolledUp').mockRejectedValueOnce(new Error('killed'));
        else jest.spyOn(database, 'inWorkspace').mockRejectedValueOnce(new Error('killed'));
        await dies(rollUp());
        jest.restoreAllMocks();
      }
    }
  }

  it("rolls up the others' calls when one workspace's cannot be, and that one's once they can", async () => {
    const [ada, , other] = people as [SeededCaller, SeededCaller, SeededCaller];
    for (const one of [ada, other]) await call(one, MOMENTS[0] ?? '', 'list', 3);
    await drainAll();
    const real = usageRollUpRepository.rollUp.bind(usageRollUpRepository);
    jest
      .spyOn(usageRollUpRepository, 'rollUp')
      .mockImplementation((tx) => (tx.workspaceId === ada.workspaceId ? Promise.reject(new Error('refused')) : real(tx)));
    await expect(rollUp()).rejects.toThrow(`${ada.workspaceId}: Error: refused`);
    await expect(rollUp()).rejects.toThrow('refused');
    await expectRollupsToBeTheLedger(other.workspaceId);
    jest.restoreAllMocks();
    await rollUp();
    for (const one of [ada, other]) await expectRollupsToBeTheLedger(one.workspaceId);
  });

  it('holds the sum of accepted calls, under any interleaving of calls, drains, replays, deaths and recomputations', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        const first = await seedCaller(test);
        people = [first, await seedCaller(test, { beside: first }), await seedCaller(test)];
        for (const each of steps) await perform(each);
        // What a death left first, then what has come since.
        await drainAll();
        await drainAll();
        await expectAnswersToBeTheLedger(first.workspaceId);
        await rollUp();
        const expected = people.map((_, who) =>
          steps.reduce((sum, each) => sum + (each.does === 'call' && each.who === who ? each.times : 0), 0),
        );
        for (const [who, person] of people.entries()) {
          const [row] = await test.query<{ calls: number }>(
            'SELECT coalesce(sum(calls), 0)::int AS calls FROM usage_totals WHERE subscriber_id = $1',
            [person.subscriberId],
          );
          expect(row?.calls).toBe(expected[who]);
          await expectRollupsToBeTheLedger(person.workspaceId);
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('adds each batch once when several roll up at the same time', async () => {
    const [ada] = people as [SeededCaller];
    for (const when of MOMENTS) await call(ada, when, 'list', 3);
    await drainAll();
    await Promise.all([rollUp(), rollUp(), rollUp(), rollUp()]);
    await expectRollupsToBeTheLedger(ada.workspaceId);
  });

  it('tells a range that ends within a day without what came after it, rolled up or not', async () => {
    const [ada, bob] = people as [SeededCaller, SeededCaller];
    const cora = await seedCaller(test, { beside: ada });
    await call(ada, '2026-12-01T09:00:00Z', 'list', 9);
    await call(cora, '2026-12-01T09:00:00Z', 'list', 1);
    await drainAll();
    await rollUp();
    const told = async () => {
      const range = { from, to: new Date('2026-12-31T23:00:00Z') };
      const { total, rows } = await database.inWorkspace(ada.workspaceId, (tx) =>
        usageReportRepository.report(tx, {
          ...{ ...range, groupBy: 'subscriber' as const, gptId: null, subscriberId: null, limit: 1, after: null },
        }),
      );
      return [total.calls, rows.map(({ key, calls }) => ({ key, calls }))];
    };
    const expected = [10, [{ key: ada.subscriberId, calls: 9 }]];
    expect(await told()).toEqual(expected);
    await call(bob, '2026-12-31T23:59:00Z', 'list', 50);
    await drainAll();
    expect(await told()).toEqual(expected);
    await rollUp();
    expect(await told()).toEqual(expected);
  });

  it('tells what was used of a quota in one month, rolled up or not', async () => {
    const [ada] = people as [SeededCaller];
    const december = monthOf(new Date('2026-12-05T00:00:00Z'));
    const used = () =>
      database.inWorkspace(ada.workspaceId, (tx) => usageRepository.usedUnits(tx, ada.gptId, ada.subscriberId, december));
    await call(ada, '2026-12-01T00:10:00Z', 'list', 3);
    await call(ada, '2026-11-30T23:30:00Z', 'list', 50);
    await drainAll();
    expect(await used()).toBe(6);
    await rollUp();
    await call(ada, '2026-12-31T23:59:00Z', 'list', 1);
    await drainAll();
    expect(await used()).toBe(8);
    await rollUp();
    expect(await used()).toBe(8);
    const week = { key: 'w', startsAt: new Date('2026-11-30T00:00:00Z'), endsAt: new Date('2026-12-07T00:00:00Z') };
    expect(
      await database.inWorkspace(ada.workspaceId, (tx) => usageRepository.usedUnits(tx, ada.gptId, ada.subscriberId, week)),
    ).toBe(106);
  });

  it('holds nothing of an erased subscriber but their counts, rolled up, waiting, or kept in a batch', async () => {
    const [ada, bob] = people as [SeededCaller, SeededCaller];
    for (const person of [ada, bob]) await call(person, MOMENTS[0] ?? '', 'list', 3);
    await drainAll();
    await rollUp();
    for (const person of [ada, bob]) await call(person, MOMENTS[1] ?? '', 'list', 4);
    await drainAll();
    await database.inWorkspace(ada.workspaceId, async (tx) => {
      const locked = await subscriberErasureRepository.lock(tx, ada.subscriberId);
      if (locked !== null) await subscriberErasureRepository.erase(tx, locked, clock.now());
    });
    await expectAnswersToBeTheLedger(ada.workspaceId);
    await rollUp();
    await expectRollupsToBeTheLedger(ada.workspaceId);
    for (const table of [...Object.keys(ROLLUPS), 'usage_hourly', 'usage_batch_parts']) {
      expect([table, await test.query(`SELECT 1 FROM ${table} t WHERE t::text LIKE $1`, [`%${ada.subscriberId}%`])]).toEqual([
        table,
        [],
      ]);
    }
    expect((await ask(ada.workspaceId, 'subscriber')).total).toEqual({ calls: 14, cost: 28, denied: 4 });
  });

  describe('recomputing', () => {
    it('makes days, months and totals anew from hours, whatever had become of them', async () => {
      const [ada] = people as [SeededCaller];
      for (const when of MOMENTS) await call(ada, when, 'list', 3);
      await drainAll();
      await rollUp();
      await call(ada, MOMENTS[0] ?? '', 'scan', 4);
      await drainAll();
      for (const table of Object.keys(ROLLUPS))
        await test.query(`UPDATE ${table} SET calls = calls + 7 WHERE workspace_id = $1`, [ada.workspaceId]);
      await test.query(`INSERT INTO usage_totals VALUES ($1, $2, 'usr_nobody', 1, 1, 1)`, [ada.workspaceId, ada.gptId]);
      await recompute(ada.workspaceId);
      await expectAnswersToBeTheLedger(ada.workspaceId);
      await rollUp();
      await expectRollupsToBeTheLedger(ada.workspaceId);
    });

    it('makes hours anew from batches, and only as far back as all batches are kept', async () => {
      const [ada, bob, other] = people as [SeededCaller, SeededCaller, SeededCaller];
      clock.set(new Date('2027-01-01T00:00:10Z'));
      const range = { from: new Date('2026-12-01T00:00:00Z'), to: new Date('2027-01-01T00:00:00Z') };
      await test.query(`UPDATE usage_books SET batches_kept_since = '2026-11-30T00:00:00Z'`);
      await seedUsage(test, { ...ada, hour: '2026-11-20T09:00:00Z', calls: 9 });
      await call(ada, '2026-12-01T00:10:00Z', 'list', 3);
      await call(bob, '2026-12-01T00:10:00Z', 'list', 5);
      await call(other, '2026-12-01T00:10:00Z', 'list', 5);
      await drainAll();
      await rollUp();
      await call(ada, '2026-12-01T00:10:00Z', 'list', 2);
      await drainAll();
      const whole = await test.query('SELECT * FROM usage_hourly ORDER BY 1, 2, 3, 4, 5, 6');
      await test.query(`DELETE FROM usage_hourly WHERE subscriber_id = $1 AND hour > '2026-12-01'`, [bob.subscriberId]);
      await test.query(`UPDATE usage_hourly SET calls = 1000 WHERE subscriber_id = $1 AND hour = '2026-12-01'`, [
        ada.subscriberId,
      ]);
      await recompute(ada.workspaceId, { hours: range });
      expect(await test.query('SELECT * FROM usage_hourly ORDER BY 1, 2, 3, 4, 5, 6')).toEqual(whole);
      await rollUp();
      await expectRollupsToBeTheLedger(ada.workspaceId);
      const tooEarly = { from: new Date('2026-11-30T00:00:00Z'), to: range.to };
      await expect(recompute(ada.workspaceId, { hours: tooEarly })).rejects.toThrow(/not kept back to/);
      expect(await test.query('SELECT * FROM usage_hourly ORDER BY 1, 2, 3, 4, 5, 6')).toEqual(whole);
    });
  });
});
