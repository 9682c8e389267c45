import { type CallRequest, costOf, limitsFor } from './limits';
import { principal as base, tier } from './principal.fixture';

const now = new Date('2026-11-02T10:00:00Z');
const call: CallRequest = { action: '*', cost: null, requiredScopes: [], peek: false, idempotencyKey: null, stranger: null };

describe('limitsFor', () => {
  it('applies what the tier says', () => {
    const limits = limitsFor({ ...base, tier: { ...tier, quotaPerMonth: 1000, ratePerMinute: 60, burst: 10 } }, call, now);
    expect(limits).toEqual({
      refusal: null,
      scopes: ['foods.read', 'foods.write'],
      missingScopes: [],
      cost: 1,
      quota: { limit: 1000, period: expect.objectContaining({ key: '2026-11' }) },
      rate: { perMinute: 60, capacity: 10, intervalMicros: 1_000_000 },
      sourceRate: null,
    });
  });

  it('knows tiers without limits', () => {
    const limits = limitsFor(base, call, now);
    expect(limits.quota.limit).toBeNull();
    expect(limits.rate).toBeNull();
  });

  it('refuses a blocked subscriber before anything else', () => {
    expect(limitsFor({ ...base, blocked: true }, { ...call, requiredScopes: ['nope'] }, now).refusal).toBe('access_blocked');
  });

  it('refuses a call that needs a scope which the token lacks, and says which', () => {
    const limits = limitsFor(base, { ...call, requiredScopes: ['foods.read', 'foods.delete'] }, now);
    expect([limits.refusal, limits.missingScopes]).toEqual(['insufficient_scope', ['foods.delete']]);
  });

  it('takes a scope away that the tier does not include, whatever the token was granted', () => {
    const limits = limitsFor(
      { ...base, tier: { ...tier, scopes: ['foods.read'] } },
      { ...call, requiredScopes: ['foods.write'] },
      now,
    );
    expect([limits.refusal, limits.scopes]).toEqual(['insufficient_scope', ['foods.read']]);
  });

  const offer = { tierKey: 'pro', scopes: ['foods.read', 'foods.write'], quotaPerMonth: null, onSale: true };
  const onFree = { ...base, tier: { ...tier, scopes: ['foods.read'] }, offers: [offer] };

  it('asks for payment where the person allowed it, their tier leaves it out and a priced tier includes it', () => {
    const write = { ...call, requiredScopes: ['foods.write'] };
    expect(limitsFor(onFree, write, now).refusal).toBe('payment_required');
    expect(limitsFor({ ...onFree, scopes: ['foods.read'] }, write, now).refusal).toBe('insufficient_scope');
    const lesser = { ...onFree, offers: [{ ...offer, scopes: ['foods.read'] }] };
    expect(limitsFor(lesser, write, now).refusal).toBe('insufficient_scope');
    expect(limitsFor({ ...onFree, offers: [{ ...offer, onSale: false }] }, write, now).refusal).toBe('payment_required');
  });

  it('asks for payment, whatever is called, where nothing is free and the place is not paid for', () => {
    expect(limitsFor({ ...base, unpaid: true }, call, now).refusal).toBe('payment_required');
    expect(limitsFor({ ...base, unpaid: true, blocked: true }, call, now).refusal).toBe('access_blocked');
  });

  it("lets the caller's own cost win, also when it is nothing", () => {
    const priced = { ...base, tier: { ...tier, actionCosts: { listFoods: 5 } } };
    expect(limitsFor(priced, { ...call, action: 'listFoods' }, now).cost).toBe(5);
    expect(limitsFor(priced, { ...call, action: 'listFoods', cost: 0 }, now).cost).toBe(0);
  });
});

describe('costOf', () => {
  it.each([
    ['its own price', 'listFoods', { listFoods: 5, '*': 2 }, 5],
    ["the tier's price for all", 'other', { listFoods: 5, '*': 2 }, 2],
    ['one', 'other', { listFoods: 5 }, 1],
    ['one, although every object has a property of that name', 'constructor', {}, 1],
    ['nothing, when the action is free', 'listFoods', { listFoods: 0 }, 0],
  ])('is %s', (_what, action, actionCosts, cost) => {
    expect(costOf({ ...tier, actionCosts }, action)).toBe(cost);
  });
});

describe('the period of a quota', () => {
  const at = new Date('2026-11-20T00:00:00Z');
  it('is the month of the calendar, unless the subscriber has months of their own', () => {
    expect(limitsFor(base, call, at).quota.period.key).toBe('2026-11');
    const own = limitsFor({ ...base, monthsFrom: new Date('2026-08-15T09:30:00Z') }, call, at);
    expect([own.quota.period.startsAt, own.quota.period.endsAt]).toEqual([
      new Date('2026-11-15T09:00:00Z'),
      new Date('2026-12-15T09:00:00Z'),
    ]);
  });
});
