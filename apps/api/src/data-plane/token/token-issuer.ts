import type { IssuedTokens, Random } from '@gatehouse/core';
import {
  accessTokenRepository,
  type GptRow,
  newId,
  newSecret,
  refreshTokenRepository,
  sha256,
  type WorkspaceTransaction,
} from '@gatehouse/platform';

/** The family that tokens are born into: one consent, one redemption of a code. */
interface Family {
  readonly grantId: string;
  readonly gptId: string;
  readonly subscriberId: string;
  readonly authorizationCodeId: string;
}

export interface Birth {
  readonly gpt: GptRow;
  readonly family: Family;
  readonly accessScopes: readonly string[];
  /** What the refresh token keeps; it does not narrow with its access tokens (RFC 6749 6). */
  readonly refreshScopes: readonly string[];
  /** The refresh token that was exchanged, and the end of its family; null for the first of a family. */
  readonly parent: { readonly id: string; readonly absoluteExpiresAt: Date } | null;
  readonly now: Date;
}

const after = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000);

/** A new pair of tokens, as the client will see it. Nothing is stored yet. */
export function newTokens({ gpt, accessScopes, now }: Pick<Birth, 'gpt' | 'accessScopes' | 'now'>, random: Random): IssuedTokens {
  return {
    accessToken: newSecret('gth_at_', random),
    refreshToken: newSecret('gth_rt_', random),
    accessExpiresAt: after(now, gpt.accessTokenTtlSeconds),
    scopes: accessScopes,
  };
}

/** Stores the pair, as hashes. An idle refresh token never outlives its family's absolute end. */
export async function storeTokens(tx: WorkspaceTransaction, birth: Birth, tokens: IssuedTokens): Promise<void> {
  const { gpt, family, parent, now } = birth;
  await accessTokenRepository.insert(tx, {
    ...family,
    id: newId('atk'),
    tokenHash: sha256(tokens.accessToken),
    scopes: [...birth.accessScopes],
    createdAt: now,
    expiresAt: tokens.accessExpiresAt,
    revokedAt: null,
  });
  const absoluteExpiresAt = parent?.absoluteExpiresAt ?? after(now, gpt.refreshTokenAbsoluteTtlSeconds);
  const idleExpiresAt = after(now, gpt.refreshTokenIdleTtlSeconds);
  await refreshTokenRepository.insert(tx, {
    ...family,
    id: newId('rtk'),
    parentId: parent?.id ?? null,
    tokenHash: sha256(tokens.refreshToken),
    scopes: [...birth.refreshScopes],
    createdAt: now,
    idleExpiresAt: idleExpiresAt < absoluteExpiresAt ? idleExpiresAt : absoluteExpiresAt,
    absoluteExpiresAt,
    rotatedAt: null,
    successorSealed: null,
    revokedAt: null,
  });
}
