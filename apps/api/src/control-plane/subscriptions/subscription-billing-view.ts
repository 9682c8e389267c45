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

/** @returns null where nothing was ever bought */
export function billingView(row: SubscriptionWithTier, dashboard: StripeDashboard): SubscriptionBilling | null {
  const { boughtStatus: status, amount, currency, interval, endsAt } = row;
  if (row.stripeSubscriptionId === null) return null;
  const isTrial = status === 'trialing';
  const nextCharge = isTrial ? row.trialEndsAt : status === 'active' ? row.periodEndsAt : null;
  return {
    status,
    tier: row.boughtTierName,
    price: amount === null || currency === null || interval === null ? null : { amount, currency, interval },
    next_charge_at: endsAt === null ? textOf(nextCharge) : null,
    trial_ends_at: isTrial ? textOf(row.trialEndsAt) : null,
    past_due_since: textOf(row.pastDueSince),
    grace_ends_at: row.pastDueSince === null ? null : textOf(row.servedUntil),
    ends_at: textOf(endsAt),
    next_tier: row.nextTierName,
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
