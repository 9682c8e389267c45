import type { Offer } from '../billing/offers';
import { limitsFor } from './limits';
import { principal as base, tier } from './principal.fixture';
import type { Principal } from './principal';
import { canBuyRemedy } from './remedy';

const now = new Date('2026-11-02T10:00:00Z');
const call = { action: '*', cost: null, requiredScopes: ['foods.write'], peek: false, idempotencyKey: null, stranger: null };
const pro: Offer = { tierKey: 'pro', scopes: null, quotaPerMonth: 1000, onSale: true };
const free: Principal = { ...base, tier: { ...tier, scopes: ['foods.read'], quotaPerMonth: 100 }, offers: [pro] };
const canBuy = (decision: Parameters<typeof canBuyRemedy>[0], who = free) =>
  canBuyRemedy(decision, who, limitsFor(who, call, now));

describe('what somebody who is refused can buy', () => {
  it('lifts a lack of scope, of quota, or of a paid place', () => {
    expect([canBuy('payment_required'), canBuy('quota_exceeded')]).toEqual([true, true]);
    expect(canBuy('payment_required', { ...free, unpaid: true, offers: [{ ...pro, scopes: [] }] })).toBe(true);
  });

  it.each([
    ['is not on sale', { ...pro, onSale: false }],
    ['includes no more of either', { ...pro, scopes: ['foods.read'], quotaPerMonth: 100 }],
  ])('is no tier that %s', (_what, offer) => {
    const who = { ...free, offers: [offer] };
    expect([canBuy('payment_required', who), canBuy('quota_exceeded', who)]).toEqual([false, false]);
  });

  it('is never the tier that they are on', () => {
    const onPro = { ...free, tier: { ...free.tier, key: 'pro', quotaPerMonth: 10 } };
    expect(canBuy('quota_exceeded', onPro)).toBe(false);
  });

  it.each(['rate_limited', 'access_blocked', 'insufficient_scope', 'accepted'] as const)('is nothing after %s', (decision) => {
    expect(canBuy(decision)).toBe(false);
  });
});
