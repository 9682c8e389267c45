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

/** What of a payment decides whether its subscription goes on. */
export interface PaymentEnd {
  readonly amount: number;
  readonly refunded: number;
  /** A dispute is open, or was lost. */
  readonly isDisputed: boolean;
  /** Whether it paid for the time that runs. */
  readonly isLatest: boolean;
}

/**
 * Whether a subscription ends because of what became of a payment, by the creator's settings: the whole of what the running time cost was given back; or the
 * person had their bank take back a payment, whichever. A part, or an older payment, that is given back changes nothing.
 */
export function endsSubscription(
  { amount, refunded, isDisputed, isLatest }: PaymentEnd,
  settings: { readonly fullRefundEndsAccess: boolean; readonly disputeEndsAccess: boolean },
): boolean {
  if (amount === 0) return false;
  return (settings.disputeEndsAccess && isDisputed) || (settings.fullRefundEndsAccess && isLatest && refunded >= amount);
}
