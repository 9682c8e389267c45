import { includesScopes, isDearer, isPaidFor, placeInEffect, type QuotaMonths, readableOverage } from '@gatehouse/core';
import {
  accountKey,
  scopeRepository,
  type ScopeRow,
  stripeConnectionRepository,
  subscriptionRepository,
  type SubscriptionRow,
  tierPriceRepository,
  type TierPriceRow,
  tierRepository,
  type TierRow,
  type WorkspaceTransaction,
} from '@gatehouse/platform';

/** A tier as a person may choose it. */
export interface PlanOffer {
  readonly tierId: string;
  readonly name: string;
  readonly quotaPerMonth: number | null;
  readonly quotaMonths: QuotaMonths;
  /** What it includes beyond the tier before it is the reader's to see: each scope's sentence. */
  readonly sentences: readonly string[];
  /** Null: they had theirs, or there is none. */
  readonly trialDays: number | null;
  /** By the month, by the year; none for the free tier. */
  readonly prices: readonly OfferedPrice[];
  /** What each so many units beyond the quota cost, in minor units of the prices' currency; null: calls beyond it are refused. */
  readonly overage: { readonly amount: number; readonly units: number } | null;
  /** Where the person stands now, and is served. */
  readonly isCurrent: boolean;
}

export type OfferedPrice = Pick<TierPriceRow, 'id' | 'amount' | 'currency' | 'interval'>;

export interface Plans {
  /** In the creator's order. Without anything to buy there is none. */
  readonly offers: readonly PlanOffer[];
  readonly place: SubscriptionRow | null;
  readonly isServed: boolean;
  /** The tier on which the person stands; null where nothing is free and they have not paid. */
  readonly currentTier: TierRow | null;
}

/**
 * The plans of a GPT for one person: what can be bought through the account that is connected now, and the free tier beside it. What is worth less than what the creator gave
 * them is not sold to them: it would change nothing.
 */
export async function findPlans(tx: WorkspaceTransaction, gptId: string, subscriberId: string, now: Date): Promise<Plans> {
  const connection = await stripeConnectionRepository.find(tx);
  const tiers = await tierRepository.listFor(tx, gptId);
  const prices = await tierPriceRepository.listLiveOfGpt(tx, gptId);
  const scopes = await scopeRepository.listFor(tx, gptId);
  const place = await subscriptionRepository.find(tx, subscriberId, gptId);
  const standing = place === null ? null : placeInEffect(place, tiers, now);
  const isServed = standing?.isServed ?? false;
  const fallback = tiers.find((tier) => tier.isDefault && tier.priceAmount === null) ?? null;
  const currentTier = isServed ? (tiers.find(({ id }) => id === standing?.tierId) ?? null) : fallback;
  const isGiven = standing?.status === 'comped' && !isRunning(place);
  const isWorthLess = (tier: TierRow): boolean => isGiven && currentTier !== null && isDearer(currentTier, tier);
  const pricesOf = (tier: TierRow): TierPriceRow[] =>
    isWorthLess(tier)
      ? []
      : prices.filter(
          (price) => price.tierId === tier.id && isSoldBy(price, connection === null ? null : accountKey(connection)),
        );
  const offers = tiers
    .filter((tier) => tier.archivedAt === null && (tier.priceAmount === null ? tier.isDefault : pricesOf(tier).length > 0))
    .map((tier) => ({
      tierId: tier.id,
      name: tier.name,
      quotaPerMonth: tier.quotaPerMonth,
      quotaMonths: tier.quotaMonths,
      sentences: sentencesOf(tier, scopes),
      trialDays: trialOf(tier, place),
      prices: tier.priceAmount === null ? [] : pricesOf(tier),
      overage: overageOf(tier),
      isCurrent: tier.id === currentTier?.id,
    }));
  const sells = offers.some((offer) => offer.prices.length > 0);
  return { offers: sells ? offers : [], place, isServed, currentTier };
}

/** Whether the place is paid for; what its owner pays they may change, whatever they were given. */
const isRunning = (place: SubscriptionRow | null): boolean =>
  place !== null && isPaidFor({ isBought: place.stripeSubscriptionId !== null, status: place.status });

/** Whether somebody has to be asked for money before they go on: nothing is free, their place is not served, and there is something to buy. */
export async function mustChoosePlan(tx: WorkspaceTransaction, gptId: string, subscriberId: string, now: Date): Promise<boolean> {
  if ((await tierRepository.findDefault(tx, gptId)).priceAmount === null) return false;
  const { offers, isServed } = await findPlans(tx, gptId, subscriberId, now);
  return !isServed && offers.length > 0;
}

export const isSoldBy = (price: TierPriceRow, stripeAccountId: string | null): boolean =>
  price.retiredAt === null && price.stripePriceId !== null && price.stripeAccountId === stripeAccountId;

/** A trial is for whoever never bought anything of this GPT. */
export function trialOf(
  tier: Pick<TierRow, 'trialDays'>,
  place: Pick<SubscriptionRow, 'stripeSubscriptionId' | 'stripeCreatedAt'> | null,
): number | null {
  const hasBought = place !== null && (place.stripeSubscriptionId !== null || place.stripeCreatedAt !== null);
  return !hasBought && (tier.trialDays ?? 0) > 0 ? tier.trialDays : null;
}

/** What a unit beyond the quota costs whoever buys the tier now. */
function overageOf({ quotaPerMonth, overageUnitAmount }: TierRow): PlanOffer['overage'] {
  return quotaPerMonth === null || overageUnitAmount === null ? null : readableOverage(overageUnitAmount);
}

function sentencesOf(tier: TierRow, scopes: readonly ScopeRow[]): string[] {
  return scopes.filter(({ name }) => includesScopes(tier, [name])).map(({ description }) => description);
}
