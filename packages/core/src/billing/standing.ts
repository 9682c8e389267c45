/**
 * What a subscription is worth at the moment. Those that Stripe knows bear its words (docs.stripe.com/api/subscriptions/object, `status`);
 * `comped` is what stands in their place while the creator gives a tier away (see `placeInEffect`).
 */
export const SUBSCRIPTION_STATUSES = [
  'active',
  'trialing',
  'past_due',
  'unpaid',
  'canceled',
  'incomplete',
  'incomplete_expired',
  'paused',
  'comped',
] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

const DAY_MS = 86_400_000;

/** What Stripe may say of one. */
export type PaidStatus = Exclude<SubscriptionStatus, 'comped'>;

export interface PaidPlace {
  readonly status: PaidStatus;
  /** Since when a payment is overdue; null when none is. */
  readonly pastDueSince: Date | null;
}

/**
 * Until when a place on a paid tier is served: `null` for ever (until something changes), a moment in the future, or one that has passed. A payment that is
 * overdue is borne with for the days that the creator sets; nobody is served after they stopped paying.
 */
export function servedUntil({ status, pastDueSince }: PaidPlace, graceDays: number): Date | null {
  switch (status) {
    case 'active':
    case 'trialing':
      return null;
    case 'past_due':
      return new Date((pastDueSince?.getTime() ?? 0) + graceDays * DAY_MS);
    case 'unpaid':
    case 'canceled':
    case 'incomplete':
    case 'incomplete_expired':
    case 'paused':
      return new Date(0);
  }
}

/** Whether it is served now. */
export function isServed(place: PaidPlace, graceDays: number, now: Date): boolean {
  const until = servedUntil(place, graceDays);
  return until === null || now < until;
}
