import {
  accountKey,
  type HeldPlan,
  type HeldPrice,
  stripeConnectionRepository,
  tierPriceRepository,
  tierRepository,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { isSoldBy } from '../paywall/plan-offers';

/** A price to which somebody wants to change. */
export interface WantedPrice extends HeldPrice {
  /** Of its tier; null where it gives nobody a trial. */
  readonly trialDays: number | null;
  /** What units beyond the quota cost each, in minor units with decimals; null where they are refused. */
  readonly overage: { readonly quota: number; readonly unitAmount: string; readonly since: Date } | null;
}

/** A price of the plan's GPT that is on sale; null when it is not, or is another GPT's or workspace's. */
export async function findWanted(tx: WorkspaceTransaction, { gptId }: HeldPlan, priceId: string): Promise<WantedPrice | null> {
  const connection = await stripeConnectionRepository.find(tx);
  const price = await tierPriceRepository.find(tx, priceId);
  if (price === null || price.gptId !== gptId || !isSoldBy(price, connection === null ? null : accountKey(connection)))
    return null;
  const tier = await tierRepository.find(tx, gptId, price.tierId);
  if (tier === null || tier.archivedAt !== null) return null;
  const { id, tierId, amount, currency, interval, stripePriceId } = price;
  const { overageUnitAmount: unitAmount, overageSince: since, quotaPerMonth: quota, name: tierName, trialDays } = tier;
  const overage = unitAmount === null || since === null || quota === null ? null : { quota, unitAmount, since };
  return { id, tierId, amount, currency, interval, stripePriceId, tierName, trialDays, overage };
}
