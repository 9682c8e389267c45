import { isServed, type PaidPlace, type PaidStatus, servedUntil, SUBSCRIPTION_STATUSES } from './standing';

const now = new Date('2026-11-20T12:00:00Z');
const place = (changes: Partial<PaidPlace>): PaidPlace => ({
  status: 'active',
  pastDueSince: null,
  ...changes,
});

describe('a place on a paid tier', () => {
  it('is served while it is paid or tried, and in no other state', () => {
    const statuses = SUBSCRIPTION_STATUSES.filter((status): status is PaidStatus => status !== 'comped');
    expect(statuses.filter((status) => isServed(place({ status }), 7, now))).toEqual(['active', 'trialing']);
  });

  it('is served while a payment is overdue for as many days as the creator bears with it, and not a moment longer', () => {
    const overdue = place({ status: 'past_due', pastDueSince: new Date('2026-11-13T12:00:00Z') });
    expect(isServed(overdue, 7, new Date('2026-11-20T11:59:59.999Z'))).toBe(true);
    expect(isServed(overdue, 7, now)).toBe(false);
    expect(isServed(overdue, 0, new Date('2026-11-13T12:00:00Z'))).toBe(false);
    expect(servedUntil(overdue, 7)).toEqual(now);
  });
});
