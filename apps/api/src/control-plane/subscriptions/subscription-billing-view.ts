import { accountKey, type SubscriptionWithTier } from '@gatehouse/platform';
import type { SubscriptionBilling, SubscriptionComp } from './subscription-billing.dto';

/** Where the creator looks at their customers. */
export interface StripeDashboard {
  /** The account that is connected now; null when none is. */
  readonly accountId: string | null;
  readonly livemode: boolean;
  /** The sandbox's page, which stands in for Stripe's dashboard. */
  readonly sandboxUrl: string | null;
}

/**
 * What was bought, and how it goes on: no day of it has passed. Through an account that was left it has ended with what was paid, and is nothing any more where the
 * creator has put them on another tier since.
 * @returns null where nothing was bought
 */
export function billingView(
  row: SubscriptionWithTier,
  { now, dashboard }: { now: Date; dashboard: StripeDashboard },
): SubscriptionBilling | null {
  const { amount, currency, interval, isReachable, servedUntil } = row;
  if (row.stripeSubscriptionId === null || (!isReachable && servedUntil === null)) return null;
  const isLost = !isReachable && servedUntil !== null && servedUntil <= now;
  const status = isLost ? 'canceled' : row.boughtStatus;
  const endsAt = isLost ? (row.endsAt ?? servedUntil) : row.endsAt;
  const toCome = (at: Date | null): string | null => (at !== null && now < at ? at.toISOString() : null);
  const isTrial = status === 'trialing';
  const nextCharge = isTrial ? row.trialEndsAt : status === 'active' ? row.periodEndsAt : null;
  return {
    status,
    tier: row.boughtTierName,
    price: amount === null || currency === null || interval === null ? null : { amount, currency, interval },
    next_charge_at: endsAt === null ? toCome(nextCharge) : null,
    trial_ends_at: isTrial ? toCome(row.trialEndsAt) : null,
    past_due_since: isLost ? null : textOf(row.pastDueSince),
    grace_ends_at: row.pastDueSince === null ? null : toCome(servedUntil),
    ends_at: textOf(endsAt),
    next_tier: isLost ? null : row.nextTierName,
    stripe_url: stripeUrl(row, dashboard),
  };
}

/** @returns null when none holds */
export function compView({ compTierId, compTierName, compedUntil }: SubscriptionWithTier, now: Date): SubscriptionComp | null {
  if (compTierId === null || compTierName === null || (compedUntil !== null && compedUntil <= now)) return null;
  return { tier: { id: compTierId, name: compTierName }, until: textOf(compedUntil) };
}

function stripeUrl(row: SubscriptionWithTier, { accountId, livemode, sandboxUrl }: StripeDashboard): string | null {
  const { stripeAccountId, stripeCustomerId, stripeSubscriptionId } = row;
  if (accountId === null || stripeAccountId !== accountKey({ stripeAccountId: accountId, livemode })) return null;
  if (sandboxUrl !== null) return sandboxUrl;
  const page = stripeCustomerId === null ? `subscriptions/${stripeSubscriptionId}` : `customers/${stripeCustomerId}`;
  return `https://dashboard.stripe.com/${accountId}/${livemode ? '' : 'test/'}${page}`;
}

const textOf = (at: Date | null): string | null => at?.toISOString() ?? null;
