import {
  type CallRequest,
  type LimitOverrides,
  limitsFor,
  onBehalfOf,
  pendingKey,
  type Principal,
  shardOf,
  type TierPolicy,
  withOverrides,
} from '@gatehouse/core';
import {
  createTestDatabase,
  emptyTestRedis,
  seedCaller,
  type SeededCaller,
  TestClock,
  type TestDatabase,
} from '@gatehouse/testing';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { systemRandom } from '../clock/system-clock';
import { Database } from '../database/database';
import { type Fence, Meter, UNFENCED } from './meter';
import { connectMeterRedis } from './meter-connection';
import { MeterFence } from './meter-fence';
import { callOf, ModelMeter, ModelOfStrangers, step } from './meter-model.fixture';

describe('the script in Redis', () => {
  const clock = new TestClock();
  let test: TestDatabase;
  let database: Database;
  let redis: Redis;
  let meterRedis: Redis;
  let meter: Meter;
  let place: SeededCaller;
  let people = 0;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await Database.connect(test.url, 3);
    const redisUrl = await emptyTestRedis();
    redis = new Redis(redisUrl);
    meterRedis = connectMeterRedis(redisUrl);
    await new Promise((resolve) => meterRedis.once('ready', resolve));
    const fence = new MeterFence(redis, systemRandom);
    meter = new Meter({ redis: meterRedis, database, fence, random: systemRandom, clock, rateClock: clock });
    place = await seedCaller(test);
  });

  afterAll(async () => {
    meterRedis.disconnect();
    redis.disconnect();
    await database.close();
    await test.drop();
  });

  function newcomer(): Principal {
    people += 1;
    return {
      workspaceId: place.workspaceId,
      kind: 'subscriber',
      subscriberId: `usr_model${people}`,
      email: 'a@example.com',
      emailVerified: true,
      name: null,
      blocked: false,
      gptId: place.gptId,
      gptName: 'Food Finder',
      clientId: place.clientId,
      scopes: ['read'],
      expiresAt: new Date('2099-01-01T00:00:00Z'),
      tier: { key: 'free', name: 'Free', quotaPerMonth: 5, ratePerMinute: 30, burst: 2, scopes: null, actionCosts: {} },
      monthsFrom: null,
      billedPeriod: null,
      subscription: 'active',
      unpaid: false,
      servedUntil: null,
      offers: [],
      upgradeWording: 'link',
      anonymousLimits: null,
      anonymous: null,
    };
  }

  async function fenceFor(principal: Principal): Promise<Fence> {
    const call: CallRequest = { action: '*', cost: 0, requiredScopes: [], peek: true, idempotencyKey: null, stranger: null };
    const answer = await meter.admit(principal, UNFENCED, limitsFor(principal, call, clock.now()), call);
    if (answer.kind !== 'stale') throw new Error('somebody without a fence was let through');
    return answer.fence;
  }

  async function countsOf(principal: Principal): Promise<ModelMeter['pending']> {
    const counts = { calls: 0, cost: 0, denied: 0 };
    const names = { c: 'calls', u: 'cost', d: 'denied' } as const;
    const all = await redis.hgetall(pendingKey(shardOf(principal.workspaceId, principal.subscriberId)));
    for (const [field, value] of Object.entries(all)) {
      if (field.includes(`\u001f${principal.subscriberId}\u001f`))
        counts[names[field.slice(-1) as keyof typeof names]] += Number(value);
    }
    return counts;
  }

  /** A month's end, the leap day, and the nights in which clocks are changed (also by the half hour of this suite's own time zone). */
  const beginnings = [
    '2026-11-02T10:00:00Z',
    '2026-11-30T22:30:00Z',
    '2028-02-28T22:00:00Z',
    '2026-03-29T00:30:00Z',
    '2026-11-01T05:30:00Z',
    '2026-10-03T15:15:00Z',
    '2027-04-03T14:45:00Z',
  ].map((text) => new Date(text));
  it('decides and counts as the model does, whatever the order of calls, waits, edits, repetitions, month ends, changes of clocks and of what a month is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }),
        fc.constantFrom(...beginnings),
        async (steps, beginning) => {
          clock.set(beginning);
          const model = new ModelMeter();
          const someone = newcomer();
          const fence = await fenceFor(someone);
          let [tier, overrides]: [TierPolicy, LimitOverrides] = [someone.tier, {}];
          let months: Pick<Principal, 'monthsFrom' | 'billedPeriod'> = { monthsFrom: null, billedPeriod: null };
          for (const each of steps) {
            if (each.kind === 'wait') clock.advance(each.ms / 1000);
            if (each.kind === 'edit') tier = { ...tier, ...each.tier };
            if (each.kind === 'own limits') overrides = each.overrides;
            if (each.kind === 'months') months = { monthsFrom: each.from, billedPeriod: each.billed };
            if (each.kind !== 'call') continue;
            const principal = { ...someone, ...months, tier: withOverrides(tier, overrides) };
            const call = callOf(each);
            const expected = model.decide(principal, call, clock.now());
            const answer = await meter.admit(principal, fence, limitsFor(principal, call, clock.now()), call);
            expect(answer).toMatchObject({
              kind: 'decided',
              admission: { decision: expected.decision, usedUnits: expected.used },
            });
          }
          expect(await countsOf(someone)).toEqual(model.pending);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('decides about people who have not signed in as two buckets and a day do, whoever of them shares an address', async () => {
    const users = fc.option(fc.constantFrom('ada', 'grace', 'linus'), { nil: null });
    const sources = fc.constantFrom('203.0.113.9', '198.51.100.7');
    const strangersStep = fc.oneof(
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 30_000 }).map((ms) => ({ kind: 'wait' as const, ms })) },
      { weight: 1, arbitrary: fc.constant({ kind: 'wait' as const, ms: 7 * 3_600_000 }) },
      { weight: 5, arbitrary: fc.record({ kind: fc.constant('call' as const), user: users, source: sources }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(strangersStep, { minLength: 1, maxLength: 40, size: 'max' }), async (steps) => {
        clock.set(new Date('2026-11-02T10:00:00Z'));
        const limits = { userRatePerMinute: 4, userQuotaPerDay: 6, sourceRatePerMinute: 7 };
        const key = { ...newcomer(), kind: 'service_key' as const, anonymousLimits: limits };
        const fence = await fenceFor(key);
        const model = new ModelOfStrangers(limits);
        for (const each of steps) {
          if (each.kind === 'wait') {
            clock.advance(each.ms / 1000);
            continue;
          }
          // People and addresses of this run alone: those of the one before have used up some of theirs.
          const user = each.user === null ? null : `${each.user} ${key.subscriberId}`;
          const caller = onBehalfOf(key, { ephemeralUserId: user, source: `${each.source} ${key.subscriberId}` });
          const call = callOf({ cost: 1, peek: false, key: null, scope: false });
          const answer = await meter.admit(caller, fence, limitsFor(caller, call, clock.now()), call);
          const expected = model.decide(each.user, each.source, clock.now());
          expect(answer).toMatchObject({ kind: 'decided', admission: { decision: expected } });
        }
        expect((await countsOf(key)).calls).toBe(model.accepted);
      }),
      { numRuns: 150 },
    );
  });
});
