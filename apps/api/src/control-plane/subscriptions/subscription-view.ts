import { agreedQuota, type LimitOverrides, overridesInJson, type Period, quotaPeriod } from '@gatehouse/core';
import type { SubscriptionWithTier } from '@gatehouse/platform';
import { billingView, compView, type StripeDashboard } from './subscription-billing-view';
import type { Overrides, Subscription } from './subscription.dto';

/** The period in which a subscription's units are counted now, as the decision about a call has it. */
export function periodOf({ quotaMonths, monthsFrom, billedFrom, billedUntil }: SubscriptionWithTier, now: Date): Period {
  const billedPeriod = billedFrom === null || billedUntil === null ? null : { startsAt: billedFrom, endsAt: billedUntil };
  return quotaPeriod({ billedPeriod, monthsFrom: quotaMonths === 'subscription_month' ? monthsFrom : null }, now);
}

export function subscriptionView(
  row: SubscriptionWithTier,
  used: number,
  { now, dashboard }: { now: Date; dashboard: StripeDashboard },
): Subscription {
  const { startsAt, endsAt } = periodOf(row, now);
  // Limits of their own came with a place that is not served any more.
  const { quotaPerMonth = row.quotaPerMonth } = row.isServed ? row.overrides : {};
  const { formerTerms, overageSince, termsSeenAt } = row;
  const limit =
    formerTerms === null ? quotaPerMonth : agreedQuota({ quotaPerMonth }, row, { formerTerms, overageSince }, termsSeenAt);
  return {
    id: row.id,
    gpt: { id: row.gptId, name: row.gptName },
    tier: { id: row.tierId, key: row.tierKey, name: row.tierName },
    status: row.status,
    standing: row.standing,
    served: row.isServed,
    created_at: row.createdAt.toISOString(),
    quota: {
      limit,
      used,
      starts_at: startsAt.toISOString(),
      resets_at: endsAt.toISOString(),
    },
    overrides: overridesInJson(row.overrides),
    billing: billingView(row, { now, dashboard }),
    comp: compView(row, now),
  };
}

export function overridesFrom({ quota_per_month, rate_per_minute, burst, scopes }: Overrides): LimitOverrides {
  return {
    ...(quota_per_month === undefined ? {} : { quotaPerMonth: quota_per_month }),
    ...(rate_per_minute === undefined ? {} : { ratePerMinute: rate_per_minute }),
    ...(burst === undefined ? {} : { burst }),
    ...(scopes === undefined ? {} : { scopes }),
  };
}
