import { decideRefresh, type IssuedTokens, type Random, type RefreshRequest } from '@gatehouse/core';
import {
  issuanceRepository,
  openUnder,
  type PresentedRefreshToken,
  refreshTokenRepository,
  sealUnder,
  sha256,
  type SuccessorPair,
  type WhenHeld,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { RANDOM } from '../../edge/tokens';
import type { Proven, Verdict } from './exchange';
import { type Draft, newTokens, pairOf, pairsOf, settleDrafts } from './token-issuer';

/**
 * Exchanges refresh tokens (RFC 6749 6, RFC 9700 4.14), those of one moment together, within the caller's transaction. The child's text is kept
 * on the parent's row, sealed under the parent's own text, so that whoever presents the parent within the grace gets the same child, and nobody
 * else can read it (ADR 0006). Of several with the same parent the first makes the child; the others are contested, and asked again they get it.
 */
@Injectable()
export class Refreshes {
  constructor(@Inject(RANDOM) private readonly random: Random) {}

  /** @returns a verdict for each */
  async refresh(
    tx: WorkspaceTransaction,
    asked: readonly Proven<RefreshRequest>[],
    now: Date,
    whenHeld: WhenHeld,
  ): Promise<Map<Proven<RefreshRequest>, Verdict>> {
    if (asked.length === 0) return new Map();
    const hashed = asked.map((one) => [one, sha256(one.request.refreshToken)] as const);
    const found = await refreshTokenRepository.findByHashes(
      tx,
      hashed.map(([, hash]) => hash),
    );
    const tokens = new Map(found.map((token) => [token.tokenHash.toString('hex'), token]));
    const drafts = new Map(hashed.map(([one, hash]) => [one, this.judge(one, tokens.get(hash.toString('hex')) ?? null, now)]));
    const pairs = pairsOf(drafts);
    const claimed = pairs.length === 0 ? new Set<string>() : await issuanceRepository.rotate(tx, pairs, now, whenHeld);
    return settleDrafts(drafts, pairs, claimed);
  }

  private judge(
    { request, client, gpt }: Proven<RefreshRequest>,
    token: PresentedRefreshToken | null,
    now: Date,
  ): Verdict | Draft<SuccessorPair> {
    const decision = decideRefresh(request, client, token, now);
    if (decision.kind === 'reject') return decision.refusal;
    if (token === null) throw new Error('a refresh token that nobody knows was not rejected');
    const { grantId, subscriberId } = token;
    switch (decision.kind) {
      case 'same_child':
        return { kind: 'issued', tokens: openSuccessor(request, token) };
      case 'reuse':
        return { kind: 'leaked', refusal: decision.refusal, leak: { of: 'refresh_token', grantId, subscriberId } };
      case 'rotate': {
        const { accessScopes } = decision;
        const child = newTokens(gpt, accessScopes, now, this.random);
        const successorSealed = sealUnder(request.refreshToken, JSON.stringify(child));
        return { kind: 'draft', tokens: child, pair: { ...pairOf(child, token, gpt, now), accessScopes, successorSealed } };
      }
    }
  }
}

function openSuccessor({ refreshToken }: RefreshRequest, { successorSealed }: PresentedRefreshToken): IssuedTokens {
  if (successorSealed === null) throw new Error('a rotated refresh token has no successor');
  const child = JSON.parse(openUnder(refreshToken, successorSealed)) as Omit<IssuedTokens, 'accessExpiresAt'> & {
    accessExpiresAt: string;
  };
  return { ...child, accessExpiresAt: new Date(child.accessExpiresAt) };
}
