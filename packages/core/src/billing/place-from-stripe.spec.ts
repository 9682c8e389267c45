import { holdsPlace, placeFromStripe, type PlaceStanding, type StripeStanding } from './place-from-stripe';

const day = (n: number): Date => new Date(Date.UTC(2026, 10, n));
const standing = (more: Partial<StripeStanding> = {}): StripeStanding => ({
  subscriptionId: 'sub_b',
  stripeAccountId: 'acct_here',
  createdAt: day(10),
  status: 'active',
  overdueSince: null,
  periodStartsAt: day(10),
  periodEndsAt: day(40),
  trialEndsAt: null,
  endsAt: null,
  ...more,
});
const place = (more: Partial<PlaceStanding> = {}): PlaceStanding => ({
  status: 'active',
  stripeSubscriptionId: 'sub_a',
  stripeAccountId: 'acct_here',
  stripeCreatedAt: day(5),
  ...more,
});

describe('holdsPlace', () => {
  it('always takes what the place’s own subscription says', () => {
    for (const status of ['active', 'canceled', 'incomplete', 'incomplete_expired'] as const)
      expect(holdsPlace(standing({ status }), place({ stripeSubscriptionId: 'sub_b', status: 'active' }))).toBe(true);
  });

  it('gives no place for a first payment that never came', () => {
    for (const status of ['incomplete', 'incomplete_expired'] as const) {
      expect(holdsPlace(standing({ status }), null)).toBe(false);
      expect(holdsPlace(standing({ status }), place({ stripeSubscriptionId: null }))).toBe(false);
    }
  });

  it('lets a live subscription go before one that is over, and the later before the earlier, whichever is read first', () => {
    const [one, other] = [standing(), standing({ subscriptionId: 'sub_c', createdAt: day(12) })];
    const asPlace = ({ subscriptionId, createdAt, status }: StripeStanding): PlaceStanding => ({
      status,
      stripeSubscriptionId: subscriptionId,
      stripeAccountId: 'acct_here',
      stripeCreatedAt: createdAt,
    });
    for (const [oneStatus, otherStatus, wins] of [
      ['active', 'canceled', 'one'],
      ['canceled', 'active', 'other'],
      ['active', 'active', 'other'],
      ['canceled', 'canceled', 'other'],
    ] as const) {
      const [first, second] = [
        { ...one, status: oneStatus },
        { ...other, status: otherStatus },
      ];
      expect(holdsPlace(second, asPlace(first))).toBe(wins === 'other');
      expect(holdsPlace(first, asPlace(second))).toBe(wins === 'one');
    }
  });

  it('lets what is live here go before what was bought at another account, however late that was and whatever was heard of it last', () => {
    for (const status of ['active', 'trialing', 'past_due', 'canceled'] as const)
      expect(holdsPlace(standing(), place({ stripeAccountId: 'acct_gone', stripeCreatedAt: day(30), status }))).toBe(true);
    // What has ended here takes nothing from who is served to the end of what they paid there.
    expect(holdsPlace(standing({ status: 'canceled' }), place({ stripeAccountId: 'acct_gone' }))).toBe(false);
  });

  it('gives a place that nothing was bought for to whatever was', () => {
    for (const status of ['active', 'canceled'] as const)
      expect(holdsPlace(standing({ status }), place({ stripeSubscriptionId: null, stripeCreatedAt: null }))).toBe(true);
  });

  it('gives a place from which the creator moved somebody to what is live, or was bought afterwards', () => {
    const moved = place({ stripeSubscriptionId: null, stripeCreatedAt: day(10) });
    expect(holdsPlace(standing({ status: 'canceled' }), moved)).toBe(false);
    expect(holdsPlace(standing({ status: 'canceled', createdAt: day(9) }), moved)).toBe(false);
    expect(holdsPlace(standing({ createdAt: day(9) }), moved)).toBe(true);
    expect(holdsPlace(standing({ status: 'canceled', createdAt: day(11) }), moved)).toBe(true);
  });
});

describe('placeFromStripe', () => {
  it('serves who pays without an end, and who is overdue until the grace is over, counted from the open invoice', () => {
    expect(placeFromStripe(standing(), 7, null).servedUntil).toBeNull();
    const overdue = placeFromStripe(standing({ status: 'past_due', overdueSince: day(12) }), 7, null);
    expect([overdue.pastDueSince, overdue.servedUntil]).toEqual([day(12), day(19)]);
    expect(placeFromStripe(standing({ status: 'past_due' }), 0, null).servedUntil).toEqual(day(10));
  });

  it('counts the grace once, from the first invoice that stayed open, until it is paid', () => {
    const overdue = standing({ status: 'past_due', overdueSince: day(42), periodStartsAt: day(41) });
    const held = { ...place({ status: 'past_due', stripeSubscriptionId: 'sub_b' }), pastDueSince: day(12) };
    expect(placeFromStripe(overdue, 7, held)).toMatchObject({ pastDueSince: day(12), servedUntil: day(19) });
    for (const other of [
      null,
      { ...held, status: 'active' as const, pastDueSince: null },
      { ...held, stripeSubscriptionId: 'sub_a' },
      { ...held, pastDueSince: null },
    ])
      expect(placeFromStripe(overdue, 7, other).pastDueSince).toEqual(day(42));
    expect(placeFromStripe(standing(), 7, held)).toMatchObject({ pastDueSince: null, servedUntil: null });
  });

  it('serves nobody whose subscription is over', () => {
    for (const status of ['canceled', 'unpaid', 'paused'] as const)
      expect(placeFromStripe(standing({ status, endsAt: day(11) }), 7, null)).toMatchObject({
        servedUntil: new Date(0),
        endsAt: day(11),
      });
  });
});
