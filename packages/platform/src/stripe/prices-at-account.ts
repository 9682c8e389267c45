import type { TierPrice } from '../database/entities/tier-price.entity';
import { gptRepository } from '../database/repositories/gpt.repository';
import { tierPriceRepository } from '../database/repositories/tier-price.repository';
import type { WorkspaceTransaction } from '../database/transaction';
import { newId } from '../ids/new-id';
import type { FenceMarker } from '../redis/meter-fence';
import type { StripeAccess } from './stripe-accounts';

/** The version that stood in the account before, and costs the same. */
const versionThere = (all: readonly TierPrice[], price: TierPrice, accountId: string): TierPrice | undefined =>
  all.find(
    (one) =>
      one.retiredAt !== null &&
      one.stripeAccountId === accountId &&
      one.amount === price.amount &&
      one.currency === price.currency &&
      one.interval === price.interval,
  );

const isElsewhere = ({ retiredAt, stripeAccountId }: TierPrice, accountId: string): boolean =>
  retiredAt === null && stripeAccountId !== null && stripeAccountId !== accountId;

/** Puts what was off the shelf of the account back on it, before `takeOver` counts on it. @throws what Stripe throws */
export async function reopen({ client, options, accountId }: StripeAccess, all: readonly TierPrice[]): Promise<void> {
  for (const price of all.filter((one) => isElsewhere(one, accountId))) {
    const id = versionThere(all, price, accountId)?.stripePriceId ?? null;
    if (id !== null) await client.prices.update(id, { active: true }, options);
  }
}

/**
 * When another account is connected, or the other mode of the same: a version that stands elsewhere is retired with its ids, by which the renewals of those who
 * bought there are known again once that account is back. In its place comes the version that stood here before, or a new one, which waits to be brought.
 */
export async function takeOver(
  tx: WorkspaceTransaction,
  mark: FenceMarker,
  { gptId, tierId }: { readonly gptId: string; readonly tierId: string },
  at: { accountId: string; now: Date },
): Promise<void> {
  // As whoever sets prices does: one at a time.
  if ((await gptRepository.findForUpdate(tx, gptId)) === null) return;
  const all = await tierPriceRepository.listAll(tx, tierId);
  const elsewhere = all.filter((one) => isElsewhere(one, at.accountId));
  if (elsewhere.length > 0) await mark.gpt(gptId);
  for (const price of elsewhere) {
    await tierPriceRepository.retire(tx, [price.id], at.now);
    const before = versionThere(all, price, at.accountId);
    const nowhere = { stripeAccountId: null, stripeProductId: null, stripePriceId: null };
    if (before !== undefined) await tierPriceRepository.reinstate(tx, before.id);
    else await tierPriceRepository.insert(tx, { ...price, ...nowhere, id: newId('prc'), createdAt: at.now, retiredAt: null });
  }
}
