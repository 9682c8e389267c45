import {
  coversMoment,
  disputeStand,
  type EndOfSubscription,
  endOfSubscription,
  isForPeriod,
  type PaymentOfPeriod,
} from './given-back';

const day = (n: number): Date => new Date(Date.UTC(2026, 10, n));
type Back = readonly [amount: number, day: number];
/** Paid on the first of these days, for what began then and ended with the period. */
const payment = (amount: number, back: readonly Back[] = [], from: readonly number[] = [10], until = 40): PaymentOfPeriod => ({
  amount,
  paidAt: day(from.at(-1) ?? 10),
  givenBack: back.map(([part, n], index) => ({ id: `re_${index}`, kind: 'refund', amount: part, at: day(n).toISOString() })),
  // What was used before ended when the period began.
  lines: from.map((n, index) => ({ startsAt: day(n), endsAt: day(from[index + 1] ?? until) })),
});
/** In the period from the 10th to the 40th. @param payments the one of which something went back first */
const end = (payments: readonly PaymentOfPeriod[], isDisputed = false) => ({
  payment: payments[0] ?? payment(500),
  payments,
  isDisputed,
  periodStartsAt: day(10) as Date | null,
});
const both = { fullRefundEndsAccess: true, disputeEndsAccess: true };
const neither = { fullRefundEndsAccess: false, disputeEndsAccess: false };
const whole = [[500, 12]] as const;
const before = (back: readonly Back[]) => payment(500, back, [-20], 10);

describe('a subscription', () => {
  it.each<[string, ReturnType<typeof end>, typeof both, EndOfSubscription]>([
    ['that is paid goes on', end([payment(500)]), both, null],
    ['of which a part was given back goes on', end([payment(500, [[499, 12]])]), both, null],
    ['that was given back whole ends', end([payment(500, whole)]), both, 'now'],
    [
      'that was given back in parts ends',
      end([
        payment(500, [
          [200, 12],
          [300, 14],
        ]),
      ]),
      both,
      'now',
    ],
    ['that was given back whole goes on, if the creator wants it so', end([payment(500, whole)]), neither, null],
    ['whose older payment was given back after it renewed goes on', end([before(whole), payment(500)]), both, null],
    ['of which only an older payment is known goes on', end([before(whole)]), both, null],
    ['of which the upgrade alone was given back goes on', end([payment(200, [[200, 16]], [15]), payment(1_000)]), both, null],
    [
      'of which all but the upgrade was given back goes on',
      end([payment(1_000, [[1_000, 16]]), payment(200, [], [15])]),
      both,
      null,
    ],
    [
      'that was given back whole, with its upgrade, ends',
      end([payment(200, [[200, 17]], [15]), payment(1_000, [[1_000, 16]])]),
      both,
      'now',
    ],
    ['that was given back whole, with what was used before, ends', end([payment(700, [[700, 12]], [1, 10])]), both, 'now'],
    [
      'that was given back whole before it renewed ends with what was paid since',
      end([before([[500, 8]]), payment(500)]),
      both,
      'at_period_end',
    ],
    ['that was given back whole before its renewal, which nobody paid, ends', end([before([[500, 8]])]), both, 'now'],
    ['that was given back whole on both sides of its renewal ends', end([before([[500, 8]]), payment(500, whole)]), both, 'now'],
    [
      'of which the last part was given back after it renewed goes on',
      end([
        before([
          [300, 8],
          [200, 12],
        ]),
        payment(500),
      ]),
      both,
      null,
    ],
    [
      'that was given back whole before an upgrade ends with what was paid for that',
      end([payment(500, whole), payment(200, [], [15])]),
      both,
      'at_period_end',
    ],
    ['that is disputed ends', end([payment(500)], true), both, 'now'],
    ['whose older payment is disputed ends', end([], true), both, 'now'],
    ['that is disputed goes on, if the creator wants it so', end([payment(500)], true), neither, null],
    ['that cost nothing goes on', end([payment(0)]), both, null],
    ['of which nothing was paid goes on', end([]), both, null],
    ['that has no period goes on', { ...end([payment(500, whole)]), periodStartsAt: null }, both, null],
  ])('%s', (_name, one, settings, ends) => {
    expect(endOfSubscription(one, settings)).toBe(ends);
  });
});

it('knows what a payment was for', () => {
  const lines = (from: readonly number[]) => payment(500, [], from);
  expect([[1], [10], [15], [1, 10], []].map((from) => isForPeriod(lines(from), day(10)))).toEqual([
    ...[false, true, true, true, false],
  ]);
  expect([9, 10, 39, 40].map((n) => coversMoment(lines([10]), day(n)))).toEqual([false, true, true, false]);
});

it('knows the words for disputes', () => {
  const words = ['needs_response', 'under_review', 'won', 'lost', 'warning_needs_response', 'warning_closed', 'prevented'];
  expect(words.map(disputeStand)).toEqual(['open', 'open', 'won', 'lost', 'inquiry', 'inquiry', 'inquiry']);
});
