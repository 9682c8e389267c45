import { isServed, type PaidPlace, servedUntil, SUBSCRIPTION_STATUSES } from './standing';

const now = new Date('2026-11-20T12:00:00Z');
const place = (changes: Partial<PaidPlace>): PaidPlace => ({
  status: 'active',
  pastDueSince: null,
  compedUntil: null,
  ...changes,
});

describe('a place on a paid tier', () => {
  it('is served while it is paid, tried or given away, and in no other state', () => {
    const served = SUBSCRIPTION_STATUSES.filter((status) => isServed(place({ status }), 7, now));
    expect(served).toEqual(['active', 'trialing', 'comped']);
  });

  it('is served while a payment is overdue for as many days as the creator bears with it, and not a moment longer', () => {
    const overdue = place({ status: 'past_due', pastDueSince: new Date('2026-11-13T12:00:00Z') });
    expect(isServed(overdue, 7, new Date('2026-11-20T11:59:59.999Z'))).toBe(true);
    expect(isServed(overdue, 7, now)).toBe(false);
    expect(isServed(overdue, 0, new Date('2026-11-13T12:00:00Z'))).toBe(false);
    expect(servedUntil(overdue, 7)).toEqual(now);
  });

  it('is given away until the day that was said', () => {
    const given = place({ status: 'comped', compedUntil: now });
    expect([isServed(given, 7, new Date(now.getTime() - 1)), isServed(given, 7, now)]).toEqual([true, false]);
    expect(servedUntil(place({ status: 'comped' }), 7)).toBeNull();
  });
});
