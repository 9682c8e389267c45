import { planChangeTime } from '@gatehouse/core';
import type { HeldPlan } from '@gatehouse/platform';
import type { OfferedPrice, PlanOffer } from '../paywall/plan-offers';

/** The plans to which somebody may change, beside the one that they have at the price at which they bought it. */
export function changeOffers(plan: HeldPlan, offers: readonly PlanOffer[]): PlanOffer[] {
  const { price, status, endsAt, metered } = plan;
  if (price === null) return [];
  const running = { price, status, ends: endsAt !== null, metered };
  return offers.flatMap((offer) => {
    if (offer.prices.length === 0) return [];
    const isOwn = offer.tierId === price.tierId;
    const open = offer.prices.filter((one) => planChangeTime(running, { ...one, tierId: offer.tierId }) !== 'never');
    const prices: OfferedPrice[] = isOwn ? [price, ...open].sort(byInterval) : open;
    return prices.length === 0 ? [] : [{ ...offer, prices, trialDays: null, isCurrent: isOwn }];
  });
}

const byInterval = (one: OfferedPrice, other: OfferedPrice): number => one.interval.localeCompare(other.interval);
