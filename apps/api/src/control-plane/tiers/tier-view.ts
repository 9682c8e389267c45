import type { TierChange, TierPriceRow, TierRow } from '@gatehouse/platform';
import type { Price, Tier, UpdateTier } from './tier.dto';

/** The columns that an edit touches. */
export function changeFrom(input: UpdateTier): TierChange {
  return {
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.quota_per_month === undefined ? {} : { quotaPerMonth: input.quota_per_month }),
    ...(input.quota_months === undefined ? {} : { quotaMonths: input.quota_months }),
    ...(input.rate_per_minute === undefined ? {} : { ratePerMinute: input.rate_per_minute }),
    ...(input.burst === undefined ? {} : { burst: input.burst }),
    ...(input.scopes === undefined ? {} : { scopes: input.scopes }),
    ...(input.action_costs === undefined ? {} : { actionCosts: input.action_costs }),
    ...(input.price === undefined ? {} : priceColumns(input.price)),
    ...(input.trial_days === undefined ? {} : { trialDays: input.trial_days }),
  };
}

export function priceColumns(price: Price | null): Pick<TierRow, 'priceAmount' | 'priceCurrency' | 'priceInterval'> {
  return {
    priceAmount: price?.amount ?? null,
    priceCurrency: price?.currency.toLowerCase() ?? null,
    priceInterval: price?.interval ?? null,
  };
}

function priceOf({
  priceAmount: amount,
  priceCurrency: currency,
  priceInterval: interval,
}: Omit<TierRow, 'workspaceId'>): Price | null {
  return amount === null || currency === null || interval === null ? null : { amount, currency, interval };
}

/** What a member sets of a tier, and of which GPT it is. */
export function settingsOf(tier: Omit<TierRow, 'workspaceId'>): Record<string, unknown> {
  const { id: _id, created_at: _createdAt, prices: _prices, ...settings } = tierView(tier, []);
  return { ...settings, gpt: tier.gptId };
}

/** @param prices what it costs now; others' may be among them */
export function tierView(tier: Omit<TierRow, 'workspaceId'>, prices: readonly TierPriceRow[]): Tier {
  return {
    id: tier.id,
    key: tier.key,
    name: tier.name,
    default: tier.isDefault,
    quota_per_month: tier.quotaPerMonth,
    quota_months: tier.quotaMonths,
    rate_per_minute: tier.ratePerMinute,
    burst: tier.burst,
    scopes: tier.scopes,
    action_costs: tier.actionCosts,
    price: priceOf(tier),
    prices: prices
      .filter(({ tierId }) => tierId === tier.id)
      .map(({ amount, currency, interval }) => ({ amount, currency, interval }))
      .sort((one, other) => one.interval.localeCompare(other.interval)),
    trial_days: tier.trialDays,
    archived: tier.archivedAt !== null,
    created_at: tier.createdAt.toISOString(),
  };
}
