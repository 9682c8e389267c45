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
  readonly refunded: number;
  /** What was paid for, and from when. */
  readonly lines: readonly { readonly startsAt: Date }[];
}

/** Whether something of a payment was for the period that began then; what was used in the period before, and is billed with this one, is not. */
export function isForPeriod({ lines }: Pick<PaymentOfPeriod, 'lines'>, periodStartsAt: Date): boolean {
  return lines.some(({ startsAt }) => startsAt.getTime() >= periodStartsAt.getTime());
}

/**
 * Whether a subscription ends because of what became of a payment, by the creator's settings: all that was paid for the running period was given back, be it in
 * parts or in several payments, as after an upgrade; or the person had their bank take back a payment, whichever. Less, or an older payment, changes nothing.
 * @param payments all that the subscription's payer paid since before the running period
 */
export function endsSubscription(
  { isDisputed, periodStartsAt, payments }: PaymentsEnd,
  settings: { readonly fullRefundEndsAccess: boolean; readonly disputeEndsAccess: boolean },
): boolean {
  if (settings.disputeEndsAccess && isDisputed) return true;
  if (!settings.fullRefundEndsAccess || periodStartsAt === null) return false;
  const running = payments.filter((payment) => isForPeriod(payment, periodStartsAt));
  const paid = running.reduce((sum, { amount }) => sum + amount, 0);
  const refunded = running.reduce((sum, payment) => sum + payment.refunded, 0);
  return paid > 0 && refunded >= paid;
}

export interface PaymentsEnd {
  /** A dispute of one of them is open, or was lost. */
  readonly isDisputed: boolean;
  /** When the running period began. */
  readonly periodStartsAt: Date | null;
  readonly payments: readonly PaymentOfPeriod[];
}
