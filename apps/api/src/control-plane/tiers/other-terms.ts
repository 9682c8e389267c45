import { type FormerTerms, isWorse, withFormerTerms } from '@gatehouse/core';
import { overagePlaceRepository, type TierChange, type TierRow, type WorkspaceTransaction } from '@gatehouse/platform';

/** The former terms of a tier whose overage is about to be another: who agreed to those of now keeps them. */
export async function keepTerms(tx: WorkspaceTransaction, tier: TierRow): Promise<{ formerTerms?: FormerTerms[] }> {
  if (tier.overageSince === null) return {};
  const seen = await overagePlaceRepository.termsSeenOn(tx, tier.id);
  return { formerTerms: withFormerTerms({ ...tier, since: tier.overageSince }, tier.formerTerms, seen) };
}

/**
 * What an edit for the worse does to a tier with overage: it has other terms from now on, which are those of who is shown them before they buy.
 * Who pays by the former keeps them, and who was just shown those is charged by none.
 */
export async function worsening(
  tx: WorkspaceTransaction,
  tier: TierRow,
  change: TierChange,
  now: Date,
): Promise<Pick<TierChange, 'overageSince' | 'formerTerms'>> {
  if (tier.overageSince === null || !isWorse({ ...tier, ...change }, tier)) return {};
  return { overageSince: nextSince(tier, now), ...(await keepTerms(tx, tier)) };
}

/** Terms are told apart by the moment since which they hold. */
export const nextSince = ({ overageSince }: TierRow, now: Date): Date =>
  new Date(Math.max(now.getTime(), (overageSince?.getTime() ?? 0) + 1));
