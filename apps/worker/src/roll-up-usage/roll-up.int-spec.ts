import { ALL_SHARDS, shardOf } from '@gatehouse/core';
import { subscriberErasureRepository, usageBatchRepository, type UsageBuffer, usageRollUpRepository } from '@gatehouse/platform';
import type { SeededCaller } from '@gatehouse/testing';
import fc from 'fast-check';
import { MOMENTS, ROLLUPS, RollUpStage } from '../../test/roll-up-stage';
import { Drain } from '../drain-usage/drain.service';
import { drainShard } from '../../test/drain-shard';

type Step =
  | { readonly does: 'call'; readonly who: number; readonly when: number; readonly action: string; readonly times: number }
  | { readonly does: 'drain' | 'replay' | 'roll-up' | 'recompute' | 'ask' }
  | { readonly does: 'recompute and stop'; readonly after: number }
  | { readonly does: 'drain and die'; readonly at: 'holds' | 'park' | 'drop' }
  | { readonly does: 'roll up and die'; readonly at: 'rolled up' | 'marked' };

describe('the roll-up', () => {
  let stage: RollUpStage;
  beforeAll(async () => {
    stage = await RollUpStage.start();
  });
  beforeEach(() => stage.beginAnew());
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => stage.stop());

  const dies = (work: Promise<unknown>): Promise<unknown> =>
    work.catch((error: Error) => expect(error.message).toContain('killed'));

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
    const somebody = stage.people[0];
    if (somebody === undefined) throw new Error('nobody calls');
    switch (each.does) {
      case 'call':
        return stage.call(stage.people[each.who] ?? somebody, moment(each.when), each.action, each.times);
      case 'drain':
        return stage.drainAll();
      case 'replay': {
        // A drain that slept since before the others went home, and wakes up now.
        const shard = shardOf(somebody.workspaceId, somebody.subscriberId);
        const asleep = await stage.buffer.take(shard);
        await stage.drainAll();
        if (asleep === null) return;
        jest.spyOn(stage.buffer, 'take').mockResolvedValueOnce(asleep);
        await drainShard(new Drain(stage.database, stage.buffer, stage.clock), shard);
        return;
      }
      case 'roll-up':
        await stage.rollUp();
        return;
      case 'recompute':
        return stage.recompute(somebody.workspaceId);
      case 'recompute and stop':
        return stage.recompute(somebody.workspaceId, { steps: each.after });
      case 'ask':
        return stage.expectAnswersToBeTheLedger(somebody.workspaceId);
      case 'drain and die': {
        const target = each.at === 'park' ? usageBatchRepository : stage.buffer;
        const spy = jest.spyOn(target as UsageBuffer, each.at as 'drop').mockRejectedValueOnce(new Error('killed'));
        await Promise.all(
          ALL_SHARDS.map((shard) => dies(drainShard(new Drain(stage.database, stage.buffer, stage.clock), shard))),
        );
        spy.mockRestore();
        return;
      }
      case 'roll up and die': {
        if (each.at === 'marked') jest.spyOn(usageBatchRepository, 'markRolledUp').mockRejectedValueOnce(new Error('killed'));
        else jest.spyOn(stage.database, 'inWorkspace').mockRejectedValueOnce(new Error('killed'));
        await dies(stage.rollUp());
        jest.restoreAllMocks();
      }
    }
  }

  it("rolls up the others' calls when one workspace's cannot be, and that one's once they can", async () => {
    const [ada, , other] = stage.people as [SeededCaller, SeededCaller, SeededCaller];
    for (const one of [ada, other]) await stage.call(one, MOMENTS[0] ?? '', 'list', 3);
    await stage.drainAll();
    const real = usageRollUpRepository.rollUp.bind(usageRollUpRepository);
    jest
      .spyOn(usageRollUpRepository, 'rollUp')
      .mockImplementation((tx) => (tx.workspaceId === ada.workspaceId ? Promise.reject(new Error('refused')) : real(tx)));
    await expect(stage.rollUp()).rejects.toThrow(`${ada.workspaceId}: Error: refused`);
    await expect(stage.rollUp()).rejects.toThrow('refused');
    await stage.expectRollupsToBeTheLedger(other.workspaceId);
    jest.restoreAllMocks();
    await stage.rollUp();
    for (const one of [ada, other]) await stage.expectRollupsToBeTheLedger(one.workspaceId);
  });

  it('holds the sum of accepted calls, under any interleaving of calls, drains, replays, deaths and recomputations', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        await stage.meetPeople();
        const { people } = stage;
        const [first] = people as [SeededCaller];
        for (const each of steps) await perform(each);
        // What a death left first, then what has come since.
        await stage.drainAll();
        await stage.drainAll();
        await stage.expectAnswersToBeTheLedger(first.workspaceId);
        await stage.rollUp();
        const expected = people.map((_, who) =>
          steps.reduce((sum, each) => sum + (each.does === 'call' && each.who === who ? each.times : 0), 0),
        );
        for (const [who, person] of people.entries()) {
          const [row] = await stage.test.query<{ calls: number }>(
            'SELECT coalesce(sum(calls), 0)::int AS calls FROM usage_totals WHERE subscriber_id = $1',
            [person.subscriberId],
          );
          expect(row?.calls).toBe(expected[who]);
          await stage.expectRollupsToBeTheLedger(person.workspaceId);
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('adds each batch once when several roll up at the same time', async () => {
    const [ada] = stage.people as [SeededCaller];
    for (const when of MOMENTS) await stage.call(ada, when, 'list', 3);
    await stage.drainAll();
    await Promise.all([stage.rollUp(), stage.rollUp(), stage.rollUp(), stage.rollUp()]);
    await stage.expectRollupsToBeTheLedger(ada.workspaceId);
  });

  it('holds nothing of an erased subscriber but their counts, rolled up, waiting, or kept in a batch', async () => {
    const [ada, bob] = stage.people as [SeededCaller, SeededCaller];
    for (const person of [ada, bob]) await stage.call(person, MOMENTS[0] ?? '', 'list', 3);
    await stage.drainAll();
    await stage.rollUp();
    for (const person of [ada, bob]) await stage.call(person, MOMENTS[1] ?? '', 'list', 4);
    await stage.drainAll();
    await stage.database.inWorkspace(ada.workspaceId, async (tx) => {
      const locked = await subscriberErasureRepository.lock(tx, ada.subscriberId);
      if (locked !== null) await subscriberErasureRepository.erase(tx, locked, stage.clock.now());
    });
    await stage.expectAnswersToBeTheLedger(ada.workspaceId);
    await stage.rollUp();
    await stage.expectRollupsToBeTheLedger(ada.workspaceId);
    for (const table of [...Object.keys(ROLLUPS), 'usage_hourly', 'usage_batch_parts']) {
      expect([
        table,
        await stage.test.query(`SELECT 1 FROM ${table} t WHERE t::text LIKE $1`, [`%${ada.subscriberId}%`]),
      ]).toEqual([table, []]);
    }
    expect((await stage.ask(ada.workspaceId, 'subscriber')).total).toEqual({ calls: 14, cost: 28, denied: 4 });
  });
});
