import { disputeStand, endsSubscription, isForPeriod, type PaymentOfPeriod, type PaymentsEnd } from './given-back';

const day = (n: number): Date => new Date(Date.UTC(2026, 10, n));
const payment = (amount: number, refunded: number, ...from: number[]): PaymentOfPeriod => ({
  amount,
  refunded,
  lines: (from.length === 0 ? [10] : from).map((n) => ({ startsAt: day(n) })),
});
const end = (payments: readonly PaymentOfPeriod[], isDisputed = false): PaymentsEnd => ({
  payments,
  isDisputed,
  periodStartsAt: day(10),
});
const both = { fullRefundEndsAccess: true, disputeEndsAccess: true };
const neither = { fullRefundEndsAccess: false, disputeEndsAccess: false };

describe('a subscription', () => {
  it.each([
    ['that is paid goes on', end([payment(500, 0)]), both, false],
    ['of which a part was given back goes on', end([payment(500, 499)]), both, false],
    ['that was given back whole ends', end([payment(500, 500)]), both, true],
    ['that was given back whole goes on, if the creator wants it so', end([payment(500, 500)]), neither, false],
    ['whose older payment was given back goes on', end([payment(500, 0), payment(500, 500, 1)]), both, false],
    ['of which only an older payment is known goes on', end([payment(500, 500, 1)]), both, false],
    ['of which the upgrade alone was given back goes on', end([payment(1_000, 0), payment(200, 200, 15)]), both, false],
    ['of which all but the upgrade was given back goes on', end([payment(1_000, 1_000), payment(200, 0, 15)]), both, false],
    ['that was given back whole, with its upgrade, ends', end([payment(1_000, 1_000), payment(200, 200, 15)]), both, true],
    ['that was given back whole, with what was used before, ends', end([payment(700, 700, 1, 10)]), both, true],
    ['that is disputed ends', end([payment(500, 0)], true), both, true],
    ['whose older payment is disputed ends', end([], true), both, true],
    ['that is disputed goes on, if the creator wants it so', end([payment(500, 0)], true), neither, false],
    ['that cost nothing goes on', end([payment(0, 0)]), both, false],
    ['of which nothing was paid goes on', end([]), both, false],
    ['that has no period goes on', { ...end([payment(500, 500)]), periodStartsAt: null }, both, false],
  ])('%s', (_name, one, settings, ends) => {
    expect(endsSubscription(one, settings)).toBe(ends);
  });
});

it('knows what a payment was for', () => {
  expect(
    [[1], [10], [15], [1, 10], []].map((from) => isForPeriod({ lines: from.map((n) => ({ startsAt: day(n) })) }, day(10))),
  ).toEqual([...[false, true, true, true, false]]);
});

it('knows the words for disputes', () => {
  const words = ['needs_response', 'under_review', 'won', 'lost', 'warning_needs_response', 'warning_closed', 'prevented'];
  expect(words.map(disputeStand)).toEqual(['open', 'open', 'won', 'lost', 'inquiry', 'inquiry', 'inquiry']);
});
