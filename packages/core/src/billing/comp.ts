import type { SubscriptionStatus } from './standing';

/** A place and what the creator gave on top of it: a tier for nothing, until a moment or for good. It never touches what is paid for. */
export interface PlaceAndComp {
  readonly tierId: string;
  readonly status: SubscriptionStatus;
  /** Until when the place itself is served; null for ever. */
  readonly servedUntil: Date | null;
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

/**
 * What of a place holds now. A comp goes before the place, and when it ends, at its moment and without anybody's doing, the place is what it would have been:
 * who pays meanwhile goes on paying, and stands on what they paid for. A comp of the very tier that is served anyway changes nothing.
 */
export function placeInEffect(place: PlaceAndComp, now: Date): PlaceInEffect {
  const { tierId, status, servedUntil, compTierId, compedUntil } = place;
  const isServed = servedUntil === null || now < servedUntil;
  const isGiven = compTierId !== null && (compedUntil === null || now < compedUntil);
  if (isGiven && !(isServed && compTierId === tierId))
    return { isServed: true, tierId: compTierId, status: 'comped', until: compedUntil };
  return { isServed, tierId, status, until: servedUntil };
}

/** Why a comp cannot end then, in words; null when it can. @param until null for good */
export function compEndFault(until: Date | null, now: Date): string | null {
  return until === null || now < until ? null : 'must be in the future';
}
