import {
  type AnonymousLimits,
  arrive,
  type BilledPeriod,
  type CallRequest,
  type Decision,
  forgiven,
  type LimitOverrides,
  limitsFor,
  onBehalfOf,
  pendingKey,
  type Principal,
  rateLimitOf,
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

type Step =
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'edit'; readonly tier: Pick<TierPolicy, 'quotaPerMonth' | 'ratePerMinute' | 'burst'> }
  | { readonly kind: 'own limits'; readonly overrides: LimitOverrides }
  /** Another tier, or the tier edited: from now on the quota is counted over other months. */
  | { readonly kind: 'months'; readonly from: Date | null; readonly billed: BilledPeriod | null }
  | {
      readonly kind: 'call';
      readonly cost: number;
      readonly peek: boolean;
      readonly key: string | null;
      readonly scope: boolean;
    };

/** The meter as one would write it without a second process in the world. */
class ModelMeter {
  readonly pending = { calls: 0, cost: 0, denied: 0 };
  private tat = 0;
  private readonly unitsByHour = new Map<number, number>();
  private readonly decided = new Map<string, Decision>();

  decide(principal: Principal, call: CallRequest, now: Date): { decision: Decision; used: number } {
    const { refusal, cost, quota, rate } = limitsFor(principal, call, now);
    // Units are kept by hour, as the ledger keeps them, and added up anew for every call: what a period is cannot drift from what it holds.
    const used = [...this.unitsByHour]
      .filter(([hour]) => hour >= quota.period.startsAt.getTime() && hour < quota.period.endsAt.getTime())
      .reduce((sum, [, units]) => sum + units, 0);
    const before = call.peek || call.idempotencyKey === null ? undefined : this.decided.get(call.idempotencyKey);
    if (before !== undefined) return { decision: before === 'accepted' && refusal !== null ? refusal : before, used };
    const next = rate === null ? this.tat : arrive(rate, this.tat, now.getTime() * 1000);
    const overQuota = quota.limit !== null && cost > 0 && used + cost > quota.limit;
    const decision = refusal ?? (next === null ? 'rate_limited' : overQuota ? 'quota_exceeded' : 'accepted');
    if (call.peek) return { decision, used };
    if (call.idempotencyKey !== null) this.decided.set(call.idempotencyKey, decision);
    // Once they try, somebody owes a bucket that was edited no more than it holds now.
    if (rate !== null && refusal === null) this.tat = forgiven(rate, this.tat, now.getTime() * 1000);
    if (decision !== 'accepted') {
      this.pending.denied += 1;
      return { decision, used };
    }
    this.tat = next ?? this.tat;
    this.pending.calls += 1;
    this.pending.cost += cost;
    const hour = Math.floor(now.getTime() / 3_600_000) * 3_600_000;
    this.unitsByHour.set(hour, (this.unitsByHour.get(hour) ?? 0) + cost);
    return { decision, used: used + cost };
  }
}

const limit = (max: number): fc.Arbitrary<number | null> => fc.option(fc.integer({ min: 1, max }), { nil: null });
/** Calendar months, and months of one's own that begin at other hours; a person goes back and forth between them. */
const MONTHS_FROM = [null, new Date('2025-01-15T10:20:00Z'), new Date('2026-01-31T23:10:00Z'), new Date('2026-09-02T09:59:00Z')];
/** What Stripe bills: months, one that was cut short, the year that begins with the first of them. */
const BILLED = [
  ['2026-10-15T10:20:00Z', '2026-11-15T10:20:00Z'],
  ['2026-10-15T10:20:00Z', '2026-11-02T11:40:00Z'],
  ['2026-10-15T10:20:00Z', '2027-10-15T10:20:00Z'],
  ['2026-09-02T09:59:00Z', '2026-10-02T09:59:00Z'],
].map(([startsAt = '', endsAt = '']) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) }));
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 2 * 3_600_000 }), fc.constant(9 * 86_400_000)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      tier: fc.record({ quotaPerMonth: limit(5), ratePerMinute: limit(120), burst: limit(6) }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('own limits' as const),
      overrides: fc.record({ quotaPerMonth: limit(8), ratePerMinute: limit(200), burst: limit(6) }, { requiredKeys: [] }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('months' as const),
      from: fc.constantFrom(...MONTHS_FROM),
      billed: fc.option(fc.constantFrom(...BILLED), { nil: null }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('call' as const),
      cost: fc.integer({ min: 0, max: 3 }),
      peek: fc.nat({ max: 5 }).map((n) => n === 0),
      key: fc.option(fc.constantFrom('a', 'b'), { nil: null, freq: 2 }),
      scope: fc.nat({ max: 4 }).map((n) => n === 0),
    }),
  },
);

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

function callOf({ cost, peek, key, scope }: Omit<Extract<Step, { kind: 'call' }>, 'kind'>): CallRequest {
  const requiredScopes = scope ? ['write'] : [];
  return { action: 'listFoods', cost, requiredScopes, peek, idempotencyKey: key, stranger: null };
}

/** A bucket for each person, a bucket for each address, and a day's units for each person; nothing is taken unless all of them allow it. */
class ModelOfStrangers {
  accepted = 0;
  private readonly tats = new Map<string, number>();
  private readonly units = new Map<string, number>();

  constructor(private readonly limits: AnonymousLimits) {}

  decide(user: string | null, source: string, now: Date): Decision {
    const buckets: [name: string, perMinute: number | null][] = [[`source ${source}`, this.limits.sourceRatePerMinute]];
    if (user !== null) buckets.push([`user ${user}`, this.limits.userRatePerMinute]);
    const next = buckets.map(([name, perMinute]) => {
      const rate = rateLimitOf(perMinute ?? Infinity, null);
      return [name, arrive(rate, this.tats.get(name) ?? 0, now.getTime() * 1000)] as const;
    });
    if (next.some(([, tat]) => tat === null)) return 'rate_limited';
    const day = `${user} ${now.toISOString().slice(0, 10)}`;
    const used = this.units.get(day) ?? 0;
    if (user !== null && used + 1 > (this.limits.userQuotaPerDay ?? Infinity)) return 'quota_exceeded';
    for (const [name, tat] of next) this.tats.set(name, tat ?? 0);
    this.units.set(day, used + 1);
    this.accepted += 1;
    return 'accepted';
  }
}
