import {
  changesBetween,
  type LimitOverrides,
  overridesAfterPurchase,
  overridesInJson,
  type StripeStanding,
} from '@gatehouse/core';
import type { Subscription } from '../database/entities/subscription.entity';
import { auditEventRepository } from '../database/repositories/audit-event.repository';
import { tierRepository } from '../database/repositories/tier.repository';
import type { WorkspaceTransaction } from '../database/transaction';
import { newId } from '../ids/new-id';

/** Whether something was bought by what a place is about to say: not where an earlier subscription has it back from a later one. */
export function isPurchase(place: Subscription | null, { subscriptionId, createdAt }: StripeStanding, tierId: string): boolean {
  if (place?.stripeSubscriptionId === subscriptionId) return place.tierId !== tierId;
  return createdAt >= (place?.stripeCreatedAt ?? createdAt);
}

/** Limits of their own from before a purchase that give less than the tier that they buy end with it. @returns what is left; null when none ends */
export async function ownLimitsAfter(
  tx: WorkspaceTransaction,
  place: Subscription | null,
  bought: { readonly gptId: string; readonly tierId: string },
): Promise<LimitOverrides | null> {
  const before = place?.overrides ?? {};
  const tier = Object.keys(before).length === 0 ? null : await tierRepository.find(tx, bought.gptId, bought.tierId);
  if (tier === null) return null;
  const left = overridesAfterPurchase(tier, before);
  return Object.keys(left).length === Object.keys(before).length ? null : left;
}

/** Tells the creator, who set them, that they ended. In the transaction of their end, so that it is told once. */
export async function recordLimitsEnd(
  tx: WorkspaceTransaction,
  { subscriberId, overrides }: Pick<Subscription, 'subscriberId' | 'overrides'>,
  left: LimitOverrides,
  now: Date,
): Promise<void> {
  await auditEventRepository.insert(tx, {
    id: newId('aud'),
    at: now,
    actorKind: 'system',
    memberId: null,
    tokenId: null,
    action: 'subscription.own_limits_ended',
    targetKind: 'subscriber',
    targetId: subscriberId,
    targetName: null,
    changes: changesBetween({ overrides: overridesInJson(overrides) }, { overrides: overridesInJson(left) }),
    sourceAddress: null,
    userAgent: null,
  });
}
