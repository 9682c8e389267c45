/** Money of a payment that went back: given by the creator, or taken by the bank after a dispute that was lost. */
export interface GivenBack {
  /** At Stripe: of the refund, or of the dispute. */
  readonly id: string;
  readonly kind: 'refund' | 'dispute';
  /** In minor units. */
  readonly amount: number;
  /** RFC 3339. */
  readonly at: string;
}

/** Stripe's words for a dispute (docs.stripe.com/api/disputes/object, `status`), as far as they differ here. */
export type DisputeStand = 'open' | 'lost' | 'won' | 'inquiry';

export function disputeStand(status: string): DisputeStand {
  if (status === 'lost') return 'lost';
  if (status === 'won') return 'won';
  // A question of the bank, in which no money has moved, or that was settled by a refund or in other ways.
  return status === 'needs_response' || status === 'under_review' ? 'open' : 'inquiry';
}

/** What of a payment for a subscription counts when money goes back. */
export interface PaymentOfPeriod {
  readonly amount: number;
  readonly paidAt: Date;
  readonly givenBack: readonly GivenBack[];
  /** What was paid for, from when to when. */
  readonly lines: readonly { readonly startsAt: Date; readonly endsAt: Date }[];
}

/** Whether something of a payment was for the period that began then; what was used in the period before, and is billed with this one, is not. */
export function isForPeriod({ lines }: Pick<PaymentOfPeriod, 'lines'>, periodStartsAt: Date): boolean {
  return lines.some(({ startsAt }) => startsAt.getTime() >= periodStartsAt.getTime());
}

/** Whether something of a payment was for the time that ran at a moment. */
export function coversMoment({ lines }: Pick<PaymentOfPeriod, 'lines'>, at: Date): boolean {
  return lines.some(({ startsAt, endsAt }) => startsAt <= at && at < endsAt);
}

/** `at_period_end`: who has paid for what runs is served to the end of it, and is not charged again. */
export type EndOfSubscription = 'now' | 'at_period_end' | null;

/**
 * Whether a subscription ends because of what became of a payment, by the creator's settings: all that was paid for a period was given back while it ran, be it
 * in parts or in several payments, as after an upgrade; or the person had their bank take back a payment, whichever. Less, or an older payment, changes nothing.
 * It is judged by the moment at which the money went back, so that one who hears of it late, perhaps after a renewal, comes to the same end.
 */
export function endOfSubscription(
  { payment, payments, isDisputed, periodStartsAt }: PaymentsEnd,
  settings: { readonly fullRefundEndsAccess: boolean; readonly disputeEndsAccess: boolean },
): EndOfSubscription {
  if (settings.disputeEndsAccess && isDisputed) return 'now';
  if (!settings.fullRefundEndsAccess || periodStartsAt === null) return null;
  if (!refundMoments(payment).some((at) => wentBackWhole(payments, at, periodStartsAt))) return null;
  const isPaidFor = (one: PaymentOfPeriod): boolean => isForPeriod(one, periodStartsAt) && refundedBy(one, null) < one.amount;
  return payments.some(isPaidFor) ? 'at_period_end' : 'now';
}

export interface PaymentsEnd {
  /** The one of which something went back. */
  readonly payment: PaymentOfPeriod;
  /** All that its payer paid for the periods that ran when it did, and for the one that runs now; the payment among them. */
  readonly payments: readonly PaymentOfPeriod[];
  /** A dispute of it is open, or was lost. */
  readonly isDisputed: boolean;
  /** When the running period began. */
  readonly periodStartsAt: Date | null;
}

/** When each part of it was refunded. */
export const refundMoments = ({ givenBack }: Pick<PaymentOfPeriod, 'givenBack'>): Date[] =>
  givenBack.filter(({ kind }) => kind === 'refund').map(({ at }) => new Date(at));

/** How much of it had been refunded at a moment; null for all that was. */
function refundedBy({ givenBack }: PaymentOfPeriod, moment: Date | null): number {
  const parts = givenBack.filter(({ kind, at }) => kind === 'refund' && (moment === null || new Date(at) <= moment));
  return parts.reduce((sum, { amount }) => sum + amount, 0);
}

/** Whether nothing was left then of what had been paid for the period that ran. */
function wentBackWhole(payments: readonly PaymentOfPeriod[], at: Date, periodStartsAt: Date): boolean {
  const ofPeriod = payments.filter(
    (one) => one.paidAt <= at && (at < periodStartsAt ? coversMoment(one, at) : isForPeriod(one, periodStartsAt)),
  );
  const paid = ofPeriod.reduce((sum, { amount }) => sum + amount, 0);
  const refunded = ofPeriod.reduce((sum, one) => sum + refundedBy(one, at), 0);
  return paid > 0 && refunded >= paid;
}
