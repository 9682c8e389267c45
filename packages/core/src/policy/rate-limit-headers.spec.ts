import type { Admission } from '../metering/admission';
import { limitsFor } from './limits';
import { principal, tier } from './principal.fixture';
import type { TierPolicy } from './principal';
import { NOBODYS_HEADERS, rateLimitHeaders } from './rate-limit-headers';
import { standingOf } from './standing';

const now = new Date('2026-11-02T10:00:00Z');
const nowMicros = now.getTime() * 1000;

function headers(policy: Partial<TierPolicy>, counters: Partial<Admission>) {
  const limits = limitsFor(
    { ...principal, tier: { ...tier, ...policy } },
    { action: '*', cost: null, requiredScopes: [], peek: false, idempotencyKey: null, stranger: null },
    now,
  );
  return rateLimitHeaders(
    standingOf(limits, { decision: 'accepted', usedUnits: 0, tatMicros: 0, sourceTatMicros: null, nowMicros, ...counters }, now),
  );
}

describe('rateLimitHeaders', () => {
  it('state quota and rate', () => {
    expect(headers({ quotaPerMonth: 1000, ratePerMinute: 60 }, { usedUnits: 2, tatMicros: nowMicros + 1_000_000 })).toEqual({
      'RateLimit-Policy': '"quota";q=1000;w=2592000, "rate";q=60;w=60',
      RateLimit: '"quota";r=998;t=2469600, "rate";r=59;t=1',
    });
  });

  it('state a burst as what it is: calls at once, over the time that refills them', () => {
    expect(headers({ ratePerMinute: 60, burst: 10 }, { tatMicros: nowMicros + 10_000_000 })).toEqual({
      'RateLimit-Policy': '"rate";q=10;w=10',
      RateLimit: '"rate";r=0;t=1',
    });
  });

  it('state a quota alone, and nothing left of one that an edit made smaller than its use', () => {
    expect(headers({ quotaPerMonth: 5 }, { usedUnits: 9 })).toEqual({
      'RateLimit-Policy': '"quota";q=5;w=2592000',
      RateLimit: '"quota";r=0;t=2469600',
    });
  });

  it('say so when nothing is limited', () => {
    expect(headers({}, { usedUnits: 7 })).toEqual({
      'RateLimit-Policy': '"unlimited";q=999999999999999',
      RateLimit: '"unlimited";r=999999999999999',
    });
  });

  it('are structured fields: strings with integer parameters, each within fifteen digits', () => {
    const all = [NOBODYS_HEADERS, headers({}, {}), headers({ quotaPerMonth: 1, ratePerMinute: 1 }, {})];
    for (const field of all.flatMap((each) => Object.values(each) as string[])) {
      expect(field).toMatch(/^"[a-z]+"(;[qrtw]=\d{1,15})+(, "[a-z]+"(;[qrtw]=\d{1,15})+)*$/);
    }
  });
});
