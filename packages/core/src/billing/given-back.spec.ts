import { disputeStand, endsSubscription, type PaymentEnd } from './given-back';

const payment = (more: Partial<PaymentEnd> = {}): PaymentEnd => ({
  amount: 500,
  refunded: 0,
  isDisputed: false,
  isLatest: true,
  ...more,
});
const both = { fullRefundEndsAccess: true, disputeEndsAccess: true };
const neither = { fullRefundEndsAccess: false, disputeEndsAccess: false };

describe('a subscription', () => {
  it.each([
    ['that is paid goes on', payment(), both, false],
    ['of which a part was given back goes on', payment({ refunded: 499 }), both, false],
    ['that was given back whole ends', payment({ refunded: 500 }), both, true],
    ['that was given back whole goes on, if the creator wants it so', payment({ refunded: 500 }), neither, false],
    ['whose older payment was given back goes on', payment({ refunded: 500, isLatest: false }), both, false],
    ['that is disputed ends', payment({ isDisputed: true }), both, true],
    ['whose older payment is disputed ends', payment({ isDisputed: true, isLatest: false }), both, true],
    ['that is disputed goes on, if the creator wants it so', payment({ isDisputed: true }), neither, false],
    ['that cost nothing goes on', payment({ amount: 0 }), both, false],
  ])('%s', (_name, one, settings, ends) => {
    expect(endsSubscription(one, settings)).toBe(ends);
  });
});

it('knows the words for disputes', () => {
  const words = ['needs_response', 'under_review', 'won', 'lost', 'warning_needs_response', 'warning_closed', 'prevented'];
  expect(words.map(disputeStand)).toEqual(['open', 'open', 'won', 'lost', 'inquiry', 'inquiry', 'inquiry']);
});
