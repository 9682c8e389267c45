import type { IssuedTokens, Random } from '@gatehouse/core';
import { type ClientRow, newId, newSecret, sha256, type TokenPair } from '@gatehouse/platform';

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
