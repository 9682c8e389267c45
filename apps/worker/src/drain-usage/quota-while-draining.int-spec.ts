import { ALL_SHARDS, type CallRequest, limitsFor, type Principal } from '@gatehouse/core';
import {
  connectMeterRedis,
  Database,
  type Fence,
  Meter,
  MeterFence,
  principalRepository,
  sha256,
  systemRandom,
  UNFENCED,
  UsageBuffer,
} from '@gatehouse/platform';
import { createTestDatabase, emptyTestRedis, seedCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { Drain } from './drain.service';
import { drainAll as drainInGroups } from '../../test/drain-shard';

const call: CallRequest = { action: 'scan', cost: 1, requiredScopes: [], peek: false, idempotencyKey: null, stranger: null };
/** Months of the calendar, two kinds of one's own, which overlap with them and with each other, and billed ones, one of which is cut short. */
const MONTHS: readonly Pick<Principal, 'monthsFrom' | 'billedPeriod'>[] = [
  { monthsFrom: null, billedPeriod: null },
  { monthsFrom: new Date('2026-10-15T10:20:00Z'), billedPeriod: null },
  { monthsFrom: new Date('2026-11-02T09:10:00Z'), billedPeriod: null },
  ...['2026-11-15T10:20:00Z', '2026-11-04T12:30:00Z'].map((endsAt) => ({
    ...{ monthsFrom: null, billedPeriod: { startsAt: new Date('2026-10-15T10:20:00Z'), endsAt: new Date(endsAt) } },
  })),
];

type Step =
  | { readonly does: 'call'; readonly times: number }
  | { readonly does: 'change months'; readonly to: number }
  | { readonly does: 'drain' | 'take' | 'drain and die' | 'lose counters' | 'wait an hour' };

describe('a quota, while its calls are brought home', () => {
  const clock = new TestClock(new Date('2026-11-02T10:00:00Z'));
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let meterRedis: Redis;
  let meter: Meter;
  let buffer: UsageBuffer;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 6);
    const url = await emptyTestRedis();
    redis = new Redis(url);
    meterRedis = connectMeterRedis(url);
    await new Promise((resolve) => meterRedis.once('ready', resolve));
    const fence = new MeterFence(redis, systemRandom);
    meter = new Meter({ redis: meterRedis, database, fence, random: systemRandom, clock, rateClock: clock });
    buffer = new UsageBuffer(redis);
  });
  afterAll(async () => {
    meterRedis.disconnect();
    redis.disconnect();
    await database.close();
    await test.drop();
  });

  async function newcomer(): Promise<{ principal: Principal; fence: Fence }> {
    const caller = await seedCaller(test, { tier: { quotaPerMonth: 1_000_000 } });
    const principal = await database.inWorkspace(caller.workspaceId, (tx) =>
      principalRepository.findByAccessToken(tx, sha256(caller.token), clock.now()),
    );
    if (principal === null) throw new Error('the caller is not there');
    const peek = { ...call, peek: true };
    const answer = await meter.admit(principal, UNFENCED, limitsFor(principal, peek, clock.now()), peek);
    if (answer.kind !== 'stale') throw new Error('somebody without a fence was let through');
    return { principal, fence: answer.fence };
  }

  const drainAll = (): Promise<unknown> => {
    const drain = new Drain(database, buffer, clock);
    return drainInGroups(drain).catch(() => undefined);
  };

  async function usedAfter(principal: Principal, fence: Fence, times: number): Promise<number> {
    const answers = await Promise.all(
      Array.from({ length: times }, () => meter.admit(principal, fence, limitsFor(principal, call, clock.now()), call)),
    );
    return Math.max(...answers.map((answer) => (answer.kind === 'decided' ? answer.admission.usedUnits : NaN)));
  }

  it('holds every call to the unit, whatever its months are changed to while calls are pending, in a batch, or half written', async () => {
    const step: fc.Arbitrary<Step> = fc.oneof(
      { weight: 4, arbitrary: fc.record({ does: fc.constant('call' as const), times: fc.integer({ min: 1, max: 4 }) }) },
      { weight: 3, arbitrary: fc.record({ does: fc.constant('change months' as const), to: fc.nat(MONTHS.length - 1) }) },
      {
        weight: 4,
        arbitrary: fc.record({
          does: fc.constantFrom('drain' as const, 'take', 'drain and die', 'lose counters', 'wait an hour'),
        }),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        clock.set(new Date('2026-11-02T10:00:00Z'));
        const { principal, fence } = await newcomer();
        let who = principal;
        let accepted = 0;
        for (const each of steps) {
          if (each.does === 'change months') who = { ...principal, ...MONTHS[each.to] };
          if (each.does === 'drain') await drainAll();
          if (each.does === 'take') await Promise.all(ALL_SHARDS.map((shard) => buffer.take(shard)));
          if (each.does === 'drain and die') {
            const drop = jest.spyOn(buffer, 'drop').mockRejectedValue(new Error('killed'));
            await drainAll();
            drop.mockRestore();
          }
          if (each.does === 'lose counters') {
            const counters = await redis.keys(`*:q:*${principal.subscriberId}*`);
            if (counters.length > 0) await redis.del(...counters);
          }
          if (each.does === 'wait an hour') clock.advance(3_600);
          if (each.does !== 'call') continue;
          accepted += each.times;
          expect(await usedAfter(who, fence, each.times)).toBe(accepted);
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  }, 120_000);

  it('holds every call to the unit under callers and drains that never stop', async () => {
    const { principal, fence } = await newcomer();
    let running = true;
    const drains = (async () => {
      while (running) await drainAll();
    })();
    let accepted = 0;
    try {
      for (let round = 0; round < 40; round += 1) {
        // Somebody on the old months and somebody on the new ones at once: a change is on its way.
        const [old, next] = [round, round + 1].map((index) => ({
          ...principal,
          ...MONTHS[index % MONTHS.length],
        })) as [Principal, Principal];
        await Promise.all([usedAfter(old, fence, 3), usedAfter(next, fence, 3)]);
        accepted += 6;
        expect(await usedAfter(next, fence, 1)).toBe((accepted += 1));
      }
    } finally {
      running = false;
      await drains;
    }
  }, 120_000);
});
