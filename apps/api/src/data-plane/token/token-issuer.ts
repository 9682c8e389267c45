import type { IssuedTokens, Random } from '@gatehouse/core';
import { type ClientRow, newId, newSecret, sha256, type TokenPair } from '@gatehouse/platform';
import type { Verdict } from './exchange';

/** The code or the refresh token that is exchanged. */
interface Parent {
  readonly id: string;
  /** Of a refresh token: the end of its family. */
  readonly absoluteExpiresAt?: Date;
}

const after = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000);

/** A new pair of tokens, as the client will see it. Nothing is stored yet. */
export function newTokens(gpt: ClientRow, scopes: readonly string[], now: Date, random: Random): IssuedTokens {
  return {
    accessToken: newSecret('gth_at_', random),
    refreshToken: newSecret('gth_rt_', random),
    accessExpiresAt: after(now, gpt.accessTokenTtlSeconds),
    scopes,
  };
}

/** The pair as it is stored: as hashes. An idle refresh token never outlives its family's absolute end. */
export function pairOf(tokens: IssuedTokens, parent: Parent, gpt: ClientRow, now: Date): TokenPair {
  const absoluteExpiresAt = parent.absoluteExpiresAt ?? after(now, gpt.refreshTokenAbsoluteTtlSeconds);
  const idleExpiresAt = after(now, gpt.refreshTokenIdleTtlSeconds);
  return {
    parentId: parent.id,
    accessTokenId: newId('atk'),
    accessTokenHash: sha256(tokens.accessToken),
    accessExpiresAt: tokens.accessExpiresAt,
    refreshTokenId: newId('rtk'),
    refreshTokenHash: sha256(tokens.refreshToken),
    idleExpiresAt: idleExpiresAt < absoluteExpiresAt ? idleExpiresAt : absoluteExpiresAt,
    absoluteExpiresAt,
  };
}

/** What one request of a round will get, if its parent can be claimed. */
export interface Draft<Pair extends TokenPair = TokenPair> {
  readonly kind: 'draft';
  readonly tokens: IssuedTokens;
  readonly pair: Pair;
}

/** What is thought of each case before anything was claimed. */
export type Drafts<Case, Pair extends TokenPair = TokenPair> = ReadonlyMap<Case, Verdict | Draft<Pair>>;

/** The pairs to be stored: one for each parent, that of the first who asked. */
export function pairsOf<Pair extends TokenPair>(drafts: Drafts<unknown, Pair>): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const draft of drafts.values()) {
    if (draft.kind === 'draft' && !pairs.has(draft.pair.parentId)) pairs.set(draft.pair.parentId, draft.pair);
  }
  return [...pairs.values()];
}

/** Drafts whose pair was stored are issued; whoever else wanted the same parent comes too late. @param claimed ids of the parents that were */
export function settleDrafts<Case>(
  drafts: Drafts<Case>,
  pairs: readonly TokenPair[],
  claimed: ReadonlySet<string>,
): Map<Case, Verdict> {
  const stored = new Set(pairs.filter(({ parentId }) => claimed.has(parentId)));
  const settle = (draft: Verdict | Draft): Verdict => {
    if (draft.kind !== 'draft') return draft;
    return stored.has(draft.pair) ? { kind: 'issued', tokens: draft.tokens } : { kind: 'contested' };
  };
  return new Map([...drafts].map(([one, draft]) => [one, settle(draft)]));
}
