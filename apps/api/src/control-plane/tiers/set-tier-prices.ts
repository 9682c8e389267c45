import { AppError } from '@gatehouse/core';
import {
  newId,
  subscriptionRepository,
  type TierPriceRow,
  tierPriceRepository,
  tierRepository,
  type TierRow,
  type WorkspaceTransaction,
} from '@gatehouse/platform';

export interface WantedPrice {
  readonly amount: number;
  readonly currency: string;
  readonly interval: TierPriceRow['interval'];
}

/**
 * What a tier costs once one price is set alone: it takes the place of the one of its interval, the others stay. Null makes the tier free.
 * @throws AppError `validation_failed` for another currency than that of the others
 */
export async function pricesWith(tx: WorkspaceTransaction, tierId: string, price: WantedPrice | null): Promise<WantedPrice[]> {
  if (price === null) return [];
  const others = (await tierPriceRepository.listLive(tx, tierId)).filter(({ interval }) => interval !== price.interval);
  if (others.some(({ currency }) => currency !== price.currency.toLowerCase())) {
    const message = `must be that of the price by the ${others[0]?.interval}: set both at once`;
    throw new AppError('validation_failed', { fields: [{ field: 'price.currency', message }] });
  }
  return [price, ...others];
}

/**
 * Makes these the prices of a tier: what changed is retired and gets a new version, what stays keeps its own. The tier itself bears its first price.
 * @returns whether anything changed
 * @throws AppError `conflict` where it would cost nothing any more while people pay for it: they would be charged on for what is free to everybody else
 */
export async function setTierPrices(
  tx: WorkspaceTransaction,
  tier: Pick<TierRow, 'id' | 'gptId'>,
  wanted: readonly WantedPrice[],
  now: Date,
): Promise<boolean> {
  const live = await tierPriceRepository.listLive(tx, tier.id);
  if (wanted.length === 0 && live.length > 0) refuseWhilePaid(await subscriptionRepository.countPayingFor(tx, tier.id, now));
  const lowered = wanted.map((price) => ({ ...price, currency: price.currency.toLowerCase() }));
  const isSame = (row: TierPriceRow, price: WantedPrice): boolean =>
    row.amount === price.amount && row.currency === price.currency && row.interval === price.interval;
  const gone = live.filter((row) => !lowered.some((price) => isSame(row, price)));
  const fresh = lowered.filter((price) => !live.some((row) => isSame(row, price)));
  await tierPriceRepository.retire(
    tx,
    gone.map(({ id }) => id),
    now,
  );
  for (const { amount, currency, interval } of fresh) {
    const nowhere = { stripeAccountId: null, stripeProductId: null, stripePriceId: null };
    const row = { id: newId('prc'), gptId: tier.gptId, tierId: tier.id, amount, currency, interval };
    await tierPriceRepository.insert(tx, { ...row, ...nowhere, createdAt: now, retiredAt: null });
  }
  const first = lowered.find((price) => price.interval === 'month') ?? lowered[0] ?? null;
  await tierRepository.update(tx, tier.gptId, tier.id, {
    priceAmount: first?.amount ?? null,
    priceCurrency: first?.currency ?? null,
    priceInterval: first?.interval ?? null,
  });
  return gone.length + fresh.length > 0;
}

function refuseWhilePaid(paying: number): void {
  if (paying === 0) return;
  const who = paying === 1 ? '1 subscriber pays' : `${paying} subscribers pay`;
  const detail = `${who} for this tier, and would be charged on for what is free to everybody else. Lower the price and move them to it, or archive the tier and make a free one beside it.`;
  throw new AppError('conflict', { detail });
}
