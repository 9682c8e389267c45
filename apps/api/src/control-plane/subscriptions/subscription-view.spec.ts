import type { SubscriptionWithTier } from '@gatehouse/platform';
import { periodOf } from './subscription-view';

const at = (text: string): Date => new Date(`${text}:00Z`);
const NOW = at('2026-11-20T12:00');
const row = (more: Partial<SubscriptionWithTier>): SubscriptionWithTier =>
  ({
    quotaMonths: 'calendar_month',
    monthsFrom: at('2026-11-07T09:30'),
    billedFrom: null,
    billedUntil: null,
    ...more,
  }) as SubscriptionWithTier;

describe('the period that a subscription’s use is told for', () => {
  it('is the one by which calls are decided: the calendar’s month, the subscriber’s own, or the one that Stripe bills', () => {
    expect(periodOf(row({}), NOW).startsAt).toEqual(at('2026-11-01T00:00'));
    expect(periodOf(row({ quotaMonths: 'subscription_month' }), NOW).startsAt).toEqual(at('2026-11-07T09:00'));
    const billed = { billedFrom: at('2026-11-15T10:20'), billedUntil: at('2026-12-15T10:20') };
    expect(periodOf(row(billed), NOW)).toMatchObject({ startsAt: at('2026-11-15T10:00'), endsAt: at('2026-12-15T10:00') });
  });
});
