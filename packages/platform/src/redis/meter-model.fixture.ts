import {
  type AnonymousLimits,
  arrive,
  type BilledPeriod,
  type CallRequest,
  type Decision,
  forgiven,
  type LimitOverrides,
  limitsFor,
  type Principal,
  type TierPolicy,
} from '@gatehouse/core';
import fc from 'fast-check';
import { Bucket, quotaByTheRules, refusalByTheRules } from './meter-rules.fixture';

export type Step =
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
export class ModelMeter {
  readonly pending = { calls: 0, cost: 0, denied: 0 };
  private readonly bucket = new Bucket();
  /** The same by `core`, which decides where Redis does not. */
  private tat = 0;
  private readonly unitsByHour = new Map<string, number>();
  private readonly decided = new Map<string, Decision>();

  decide(principal: Principal, call: CallRequest, now: Date): { decision: Decision; used: number } {
    const { ratePerMinute, burst } = principal.tier;
    const rate = ratePerMinute === null ? null : { perMinute: ratePerMinute, burst };
    const [refusal, quota, cost] = [refusalByTheRules(principal, call), quotaByTheRules(principal, now), call.cost ?? 1];
    // Units are kept by hour, as the ledger keeps them, and added up anew for every call: what a period is cannot drift from what it holds.
    const used = [...this.unitsByHour]
      .filter(([hour]) => hour >= quota.from && hour < quota.until)
      .reduce((sum, [, units]) => sum + units, 0);
    const before = call.peek || call.idempotencyKey === null ? undefined : this.decided.get(call.idempotencyKey);
    if (before !== undefined) return { decision: before === 'accepted' && refusal !== null ? refusal : before, used };
    const isInTime = rate === null || this.bucket.fits(rate, now);
    const [limits, micros] = [limitsFor(principal, call, now), now.getTime() * 1000];
    const next = limits.rate === null ? this.tat : arrive(limits.rate, this.tat, micros);
    expect(next !== null).toBe(isInTime);
    const overQuota = quota.limit !== null && cost > 0 && used + cost > quota.limit;
    const decision = refusal ?? (isInTime ? (overQuota ? 'quota_exceeded' : 'accepted') : 'rate_limited');
    if (call.peek) return { decision, used };
    if (call.idempotencyKey !== null) this.decided.set(call.idempotencyKey, decision);
    // Once they try, somebody owes a bucket that was edited no more than it holds now.
    if (rate !== null && refusal === null) this.bucket.exchange(rate, now);
    if (limits.rate !== null && refusal === null) this.tat = forgiven(limits.rate, this.tat, micros);
    if (decision !== 'accepted') {
      this.pending.denied += 1;
      return { decision, used };
    }
    if (rate !== null) this.bucket.pour(rate, now);
    this.tat = next ?? this.tat;
    this.pending.calls += 1;
    this.pending.cost += cost;
    const hour = `${now.toISOString().slice(0, 13)}:00:00.000Z`;
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
export const step: fc.Arbitrary<Step> = fc.oneof(
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

export function callOf({ cost, peek, key, scope }: Omit<Extract<Step, { kind: 'call' }>, 'kind'>): CallRequest {
  const requiredScopes = scope ? ['write'] : [];
  return { action: 'listFoods', cost, requiredScopes, peek, idempotencyKey: key, stranger: null };
}

/** A bucket for each person, a bucket for each address, and a day's units for each person; nothing is taken unless all of them allow it. */
export class ModelOfStrangers {
  accepted = 0;
  private readonly buckets = new Map<string, Bucket>();
  private readonly units = new Map<string, number>();

  constructor(private readonly limits: AnonymousLimits) {}

  decide(user: string | null, source: string, now: Date): Decision {
    const buckets: [name: string, perMinute: number | null][] = [[`source ${source}`, this.limits.sourceRatePerMinute]];
    if (user !== null) buckets.push([`user ${user}`, this.limits.userRatePerMinute]);
    const asked = buckets.map(([name, perMinute]) => {
      const bucket = this.buckets.get(name) ?? new Bucket();
      this.buckets.set(name, bucket);
      return { bucket, rate: { perMinute: perMinute ?? 60_000_000, burst: null } };
    });
    if (!asked.every(({ bucket, rate }) => bucket.fits(rate, now))) return 'rate_limited';
    const day = `${user} ${now.toISOString().slice(0, 10)}`;
    const used = this.units.get(day) ?? 0;
    if (user !== null && used + 1 > (this.limits.userQuotaPerDay ?? Infinity)) return 'quota_exceeded';
    for (const { bucket, rate } of asked) bucket.pour(rate, now);
    this.units.set(day, used + 1);
    this.accepted += 1;
    return 'accepted';
  }
}
