import {
  arrive,
  type CallRequest,
  type Decision,
  limitsFor,
  monthOf,
  pendingKey,
  type Principal,
  shardOf,
  type TierPolicy,
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
  private readonly used = new Map<string, number>();
  private readonly decided = new Map<string, Decision>();

  decide(principal: Principal, call: CallRequest, now: Date): { decision: Decision; used: number } {
    const { refusal, cost, quota, rate } = limitsFor(principal, call, now);
    const month = monthOf(now).key;
    const used = this.used.get(month) ?? 0;
    const before = call.peek || call.idempotencyKey === null ? undefined : this.decided.get(call.idempotencyKey);
    if (before !== undefined) return { decision: before === 'accepted' && refusal !== null ? refusal : before, used };
    const next = rate === null ? this.tat : arrive(rate, this.tat, now.getTime() * 1000);
    const overQuota = quota.limit !== null && cost > 0 && used + cost > quota.limit;
    const decision = refusal ?? (next === null ? 'rate_limited' : overQuota ? 'quota_exceeded' : 'accepted');
    if (call.peek) return { decision, used };
    if (call.idempotencyKey !== null) this.decided.set(call.idempotencyKey, decision);
    if (decision !== 'accepted') {
      this.pending.denied += 1;
      return { decision, used };
    }
    this.tat = next ?? this.tat;
    this.pending.calls += 1;
    this.pending.cost += cost;
    this.used.set(month, used + cost);
    return { decision, used: used + cost };
  }
}

const limit = (max: number): fc.Arbitrary<number | null> => fc.option(fc.integer({ min: 1, max }), { nil: null });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.constant(9 * 86_400_000)),
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
      subscription: 'active',
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

  it('decides and counts as the model does, whatever the order of calls, waits, edits, repetitions and month ends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), async (steps) => {
        clock.set(new Date('2026-11-02T10:00:00Z'));
        const model = new ModelMeter();
        let principal = newcomer();
        const fence = await fenceFor(principal);
        for (const each of steps) {
          if (each.kind === 'wait') clock.advance(each.ms / 1000);
          if (each.kind === 'edit') principal = { ...principal, tier: { ...principal.tier, ...each.tier } };
          if (each.kind !== 'call') continue;
          const call: CallRequest = {
            action: 'listFoods',
            cost: each.cost,
            requiredScopes: each.scope ? ['write'] : [],
            peek: each.peek,
            idempotencyKey: each.key,
            stranger: null,
          };
          const expected = model.decide(principal, call, clock.now());
          const answer = await meter.admit(principal, fence, limitsFor(principal, call, clock.now()), call);
          expect(answer).toMatchObject({ kind: 'decided', admission: { decision: expected.decision, usedUnits: expected.used } });
        }
        expect(await countsOf(principal)).toEqual(model.pending);
      }),
      { numRuns: 250 },
    );
  });
});
