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

function denial(code: DenialCode, counters: Partial<Admission> = {}, upgradeUrl: string | null = null) {
  const admission: Admission = { decision: code, usedUnits: 1000, tatMicros: 0, sourceTatMicros: null, nowMicros, ...counters };
  return denialOf(code, limited, limits, standingOf(limits, admission, now), upgradeUrl);
}

describe('denialOf', () => {
  it('tells the model when the month is used up, and when it begins anew', () => {
    expect(denial('quota_exceeded')).toEqual({
      status: 429,
      error: 'quota_exceeded',
      active: true,
      description: 'The quota of the period is used up.',
      message: "You have used up this month's allowance for Food Finder (1000). It renews on December 1, 2026.",
      upgradeUrl: null,
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
    ['payment_required', 402, true, /not included/],
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

  it.each(['payment_required', 'quota_exceeded'] as const)('names the plan and the link where there is one: %s', (code) => {
    const { message, upgradeUrl } = denial(code, {}, 'https://gate.example/u');
    expect(message).toMatch(/Pro\b.*plan|plan.*Pro\b/);
    expect(message).toMatch(/: https:\/\/gate\.example\/u$/);
    expect(upgradeUrl).toBe('https://gate.example/u');
  });

  it.each(['payment_required', 'quota_exceeded', 'rate_limited', 'insufficient_scope'] as const)(
    'mentions neither plans nor prices without a link: %s',
    (code) => {
      const { message, description } = denial(code);
      expect(`${message} ${description}`).not.toMatch(/plan|price|paid|pay|upgrade|buy|Pro\b/i);
    },
  );
});
