import type { Admission } from '../metering/admission';
import { type DenialCode, denialOf } from './denials';
import { limitsFor } from './limits';
import { principal, tier } from './principal.fixture';
import { standingOf } from './standing';

const now = new Date('2026-11-02T10:00:00Z');
const nowMicros = now.getTime() * 1000;
const limited = { ...principal, tier: { ...tier, name: 'Pro', quotaPerMonth: 1000, ratePerMinute: 60, burst: 1 } };
const limits = limitsFor(
  limited,
  { action: '*', cost: null, requiredScopes: ['foods.delete'], peek: false, idempotencyKey: null, stranger: null },
  now,
);

function denial(code: DenialCode, counters: Partial<Admission> = {}) {
  const admission: Admission = { decision: code, usedUnits: 1000, tatMicros: 0, sourceTatMicros: null, nowMicros, ...counters };
  return denialOf(code, limited, limits, standingOf(limits, admission, now));
}

describe('denialOf', () => {
  it('tells the model when the month is used up, and when it begins anew', () => {
    expect(denial('quota_exceeded')).toEqual({
      status: 429,
      error: 'quota_exceeded',
      active: true,
      description: 'The quota of the period is used up.',
      message: "You have used up this month's allowance of the Pro plan for Food Finder (1000). It renews on December 1, 2026.",
      retryAfterSeconds: 28 * 86_400 + 14 * 3_600,
    });
  });

  it('tells how long to wait when calls come too fast', () => {
    const { status, message, retryAfterSeconds } = denial('rate_limited', { tatMicros: nowMicros + 3_000_000 });
    expect([status, retryAfterSeconds]).toEqual([429, 3]);
    expect(message).toBe('That was too many requests in a short time. Please try again in 3 seconds.');
  });

  it('never tells to come back at once', () => {
    expect(denial('rate_limited').retryAfterSeconds).toBe(1);
  });

  it.each([
    ['payment_required', 402, true, /needs a paid plan/],
    ['insufficient_scope', 403, true, /foods\.delete/],
    ['access_blocked', 403, false, /switched off/],
  ] as const)('%s is %i, and waiting does not help', (code, status, active, message) => {
    expect(denial(code)).toMatchObject({
      status,
      active,
      error: code,
      retryAfterSeconds: null,
      message: expect.stringMatching(message),
    });
  });
});
