import { DEFAULT_ANONYMOUS_LIMITS, onBehalfOf } from './anonymous';
import { type CallRequest, limitsFor } from './limits';
import { principal } from './principal.fixture';

const now = new Date('2026-11-02T10:00:00Z');
const call: CallRequest = {
  action: '*',
  cost: null,
  requiredScopes: [],
  peek: false,
  idempotencyKey: null,
  stranger: null,
};
const key = {
  ...principal,
  kind: 'service_key' as const,
  subscriberId: 'svk_1',
  anonymousLimits: { userRatePerMinute: 3, userQuotaPerDay: 20, sourceRatePerMinute: 100 },
};

describe('a service key that calls for somebody who has not signed in', () => {
  it('is limited by that person, for a day, and by their address besides', () => {
    const limits = limitsFor(onBehalfOf(key, { ephemeralUserId: 'u', source: '203.0.113.9' }), call, now);
    expect(limits).toMatchObject({
      quota: { limit: 20, period: { key: '2026-11-02' } },
      rate: { perMinute: 3 },
      sourceRate: { perMinute: 100 },
    });
  });

  it('is limited by the address alone where nothing else is known, without a quota: it may be a whole company', () => {
    const limits = limitsFor(onBehalfOf(key, { ephemeralUserId: null, source: '203.0.113.9' }), call, now);
    expect(limits).toMatchObject({ quota: { limit: null }, rate: { perMinute: 100 }, sourceRate: null });
  });

  it('has no scope, whatever the key may do', () => {
    const stranger = onBehalfOf(key, { ephemeralUserId: 'u', source: null });
    expect(limitsFor(stranger, { ...call, requiredScopes: ['foods.read'] }, now).refusal).toBe('insufficient_scope');
  });

  it('is told apart by person and by GPT, and the counters hold no address', () => {
    const subjectOf = (stranger: Parameters<typeof onBehalfOf>[1], gptId = 'gpt_1'): string | undefined =>
      onBehalfOf({ ...key, gptId }, stranger).anonymous?.subject;
    const one = subjectOf({ ephemeralUserId: '203.0.113.9', source: null });
    expect(one).not.toContain('203');
    expect(subjectOf({ ephemeralUserId: '203.0.113.9', source: '198.51.100.1' })).toBe(one);
    expect(subjectOf({ ephemeralUserId: null, source: '203.0.113.9' })).not.toBe(one);
    expect(subjectOf({ ephemeralUserId: '203.0.113.9', source: null }, 'gpt_2')).not.toBe(one);
  });

  it('falls under limits also where the creator set none', () => {
    const limits = limitsFor(onBehalfOf({ ...key, anonymousLimits: null }, { ephemeralUserId: 'u', source: null }), call, now);
    expect(limits.quota.limit).toBe(DEFAULT_ANONYMOUS_LIMITS.userQuotaPerDay);
  });

  it('shares one rate with all whose address is not told, so that nobody gains by making up users', () => {
    const [one, other] = ['u1', 'u2'].map((user) => onBehalfOf(key, { ephemeralUserId: user, source: null }));
    expect(one?.anonymous?.source).toBe(other?.anonymous?.source);
    expect(limitsFor(one ?? key, call, now).sourceRate).toMatchObject({ perMinute: 100 });
  });

  it('must be for somebody', () => {
    expect(() => onBehalfOf(key, { ephemeralUserId: null, source: null })).toThrow(RangeError);
  });
});
