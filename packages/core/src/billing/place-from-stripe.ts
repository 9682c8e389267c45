import { type PaidStatus, servedUntil, type SubscriptionStatus } from './standing';

/** What Stripe says of a subscription, as far as a place depends on it. */
export interface StripeStanding {
  readonly subscriptionId: string;
  /** The account at which it was read: the one that is connected. */
  readonly stripeAccountId: string;
  readonly createdAt: Date;
  readonly status: PaidStatus;
  /** Since when the invoice is open that made it past due; null when none is. */
  readonly overdueSince: Date | null;
  readonly periodStartsAt: Date | null;
  readonly periodEndsAt: Date | null;
  readonly trialEndsAt: Date | null;
  /** When it ended, or will end. */
  readonly endsAt: Date | null;
}

/** What a place says of the subscription that it is from. */
export interface PlaceStanding {
  readonly status: SubscriptionStatus;
  /** Null where nothing was bought. */
  readonly stripeAccountId: string | null;
  readonly stripeSubscriptionId: string | null;
  readonly stripeCreatedAt: Date | null;
}

const NEVER_BEGUN: ReadonlySet<SubscriptionStatus> = new Set(['incomplete', 'incomplete_expired']);
const LIVE: ReadonlySet<SubscriptionStatus> = new Set(['active', 'trialing', 'past_due']);

/**
 * Whether a place is what this subscription says. Only states decide, never the order in which they are read: a live subscription goes before one that is over, then
 * the later before the earlier. One whose first payment never came takes no place, and one that is over takes none back from which the creator moved its owner
 * to another tier. Of what was bought at another account nothing is heard any more: it may have ended since, and gives way to whatever is live here.
 */
export function holdsPlace(standing: StripeStanding, place: PlaceStanding | null): boolean {
  if (place?.stripeSubscriptionId === standing.subscriptionId) return true;
  if (NEVER_BEGUN.has(standing.status)) return false;
  if (place === null) return true;
  const isLive = LIVE.has(standing.status);
  const [begun, before] = [standing.createdAt.getTime(), place.stripeCreatedAt?.getTime() ?? 0];
  if (place.stripeSubscriptionId === null) return isLive || begun > before;
  if (isLive && place.stripeAccountId !== standing.stripeAccountId) return true;
  const wasLive = LIVE.has(place.status);
  if (isLive !== wasLive) return isLive;
  return begun === before ? standing.subscriptionId > place.stripeSubscriptionId : begun > before;
}

/** What a place says of a payment that is overdue. */
export interface OverduePlace extends PlaceStanding {
  readonly pastDueSince: Date | null;
}

export interface PlaceFromStripe {
  readonly status: PaidStatus;
  readonly servedUntil: Date | null;
  readonly stripeSubscriptionId: string;
  readonly stripeCreatedAt: Date;
  readonly periodStartsAt: Date | null;
  readonly periodEndsAt: Date | null;
  readonly trialEndsAt: Date | null;
  readonly pastDueSince: Date | null;
  readonly endsAt: Date | null;
}

/**
 * The place that a subscription makes. Who stays overdue is so since the first time: the next period's invoice, which is open as well, begins no grace anew.
 * @param graceDays how long the creator bears with an overdue payment @param before the place so far
 */
export function placeFromStripe(standing: StripeStanding, graceDays: number, before: OverduePlace | null): PlaceFromStripe {
  const { status } = standing;
  const pastDueSince =
    status === 'past_due' ? earliest(standing.overdueSince ?? standing.periodStartsAt, overdueBefore(standing, before)) : null;
  return {
    status,
    servedUntil: servedUntil({ status, pastDueSince }, graceDays),
    stripeSubscriptionId: standing.subscriptionId,
    stripeCreatedAt: standing.createdAt,
    periodStartsAt: standing.periodStartsAt,
    periodEndsAt: standing.periodEndsAt,
    trialEndsAt: standing.trialEndsAt,
    pastDueSince,
    endsAt: standing.endsAt,
  };
}

function overdueBefore({ subscriptionId }: StripeStanding, before: OverduePlace | null): Date | null {
  return before?.status === 'past_due' && before.stripeSubscriptionId === subscriptionId ? before.pastDueSince : null;
}

function earliest(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
