import { costsMore } from './plan-change';
import { isComped } from './plan-state';
import type { PriceInterval } from './recurring';
import type { SubscriptionStatus } from './standing';

/** A place and what the creator gave on top of it: a tier for nothing, until a moment or for good. It never touches what is paid for. */
export interface PlaceAndComp {
  readonly tierId: string;
  readonly status: SubscriptionStatus;
  /** Until when the place itself is served; null for ever. */
  readonly servedUntil: Date | null;
  /** What was bought; null when nothing was. */
  readonly stripeSubscriptionId: string | null;
  /** The tier that was given; null when none was. */
  readonly compTierId: string | null;
  /** Until when; null for good. */
  readonly compedUntil: Date | null;
}

/** Where somebody stands at a moment. */
export interface PlaceInEffect {
  /** False: they stand on no tier of their own, and have what the GPT gives to everybody. */
  readonly isServed: boolean;
  readonly tierId: string;
  readonly status: SubscriptionStatus;
  /** When this ends, if nothing happens before; null when no such moment is known. */
  readonly until: Date | null;
}

/** A tier with its price; the three are null together, where it costs nothing. */
export interface TierWorth {
  readonly id: string;
  readonly priceAmount: number | null;
  readonly priceCurrency: string | null;
  readonly priceInterval: PriceInterval | null;
}

/** Whether a tier costs more in a month than another. Of two currencies neither does: what they are worth beside each other nobody here knows. */
export function isDearer(one: TierWorth | undefined, other: TierWorth | undefined): boolean {
  const [price, less] = [priceOf(one), priceOf(other)];
  if (price === null || less === null) return price !== null;
  return price.currency === less.currency && costsMore(price, less);
}

function priceOf(tier: TierWorth | undefined) {
  const { priceAmount: amount = null, priceCurrency: currency = null, priceInterval: interval = null } = tier ?? {};
  return amount === null || currency === null || interval === null ? null : { amount, currency, interval };
}

/** Whether the place itself, or what was given on top of it, is served. */
export function isPlaceServed(place: PlaceAndComp, now: Date): boolean {
  return isStanding(place, now) || isComped(place, now);
}

const isStanding = ({ servedUntil }: PlaceAndComp, now: Date): boolean => servedUntil === null || now < servedUntil;

/**
 * What of a place holds now. A comp goes before the place, and when it ends, at its moment and without anybody's doing, the place is what it would have been:
 * who pays meanwhile goes on paying, and stands on what they paid for. Only what was bought goes before a comp that is worth no more, so that nobody pays for a tier and
 * stands on a lesser one; and a comp of the very tier that is served anyway changes nothing.
 * @param tiers the GPT's
 */
export function placeInEffect(place: PlaceAndComp, tiers: readonly TierWorth[], now: Date): PlaceInEffect {
  const { tierId, status, servedUntil, compTierId, compedUntil, stripeSubscriptionId } = place;
  const [own, given] = [tierId, compTierId].map((id) => tiers.find((tier) => tier.id === id));
  const isKept = compTierId === tierId || (stripeSubscriptionId !== null && !isDearer(given, own));
  if (compTierId !== null && isComped(place, now) && !(isStanding(place, now) && isKept))
    return { isServed: true, tierId: compTierId, status: 'comped', until: compedUntil };
  return { isServed: isStanding(place, now), tierId, status, until: servedUntil };
}

/** Why a comp cannot end then, in words; null when it can. @param until null for good */
export function compEndFault(until: Date | null, now: Date): string | null {
  return until === null || now < until ? null : 'must be in the future';
}
