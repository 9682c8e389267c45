import { type HotTransaction, issuanceRepository, type WhenHeld } from '@gatehouse/platform';
import type { Draft, Verdict } from './exchange';

/**
 * Claims what was presented and stores the tokens of whoever was first. Of several in this round with the same code or refresh token the
 * first one may try.
 */
export async function storeDrafts(
  tx: HotTransaction,
  judged: readonly (Draft | Verdict)[],
  now: Date,
  whenHeld: WhenHeld,
): Promise<Verdict[]> {
  const first = new Map<string, Draft>();
  for (const one of judged) if (isDraft(one) && !first.has(one.pair.parentId)) first.set(one.pair.parentId, one);
  const drafts = [...first.values()];
  const redemptions = drafts.flatMap((draft) => (draft.kind === 'redemption' ? [draft.pair] : []));
  const rotations = drafts.flatMap((draft) => (draft.kind === 'rotation' ? [draft.pair] : []));
  const [redeemed, rotated] = await Promise.all([
    issuanceRepository.redeem(tx, redemptions, now, whenHeld),
    issuanceRepository.rotate(tx, rotations, now, whenHeld),
  ]);
  const stored = new Set(drafts.filter(({ pair }) => redeemed.has(pair.parentId) || rotated.has(pair.parentId)));
  return judged.map((one) => {
    if (!isDraft(one)) return one;
    return stored.has(one) ? { kind: 'issued', tokens: one.tokens } : { kind: 'contested' };
  });
}

const isDraft = (one: Draft | Verdict): one is Draft => one.kind === 'redemption' || one.kind === 'rotation';
