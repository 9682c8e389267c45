import { decideRefresh, type IssuedTokens, type Random, type RefreshRequest } from '@gatehouse/core';
import { openUnder, type PresentedRefreshToken, sealUnder } from '@gatehouse/platform';
import type { Draft, Proven, Verdict } from './exchange';
import { newTokens, pairOf } from './token-pair';

/**
 * Judges the exchange of a refresh token (RFC 6749 6, RFC 9700 4.14), and makes the tokens that it would issue. The child's text is kept on the
 * parent's row, sealed under the parent's own text, so that whoever presents the parent within the grace gets the same child, and nobody else
 * can read it (ADR 0006). Of several with the same parent the first makes the child; the others are contested, and asked again they get it.
 * @param token null for one that nobody knows
 */
export function draftRefresh(
  { request, client, gpt }: Proven<RefreshRequest>,
  token: PresentedRefreshToken | null,
  now: Date,
  random: Random,
): Draft | Verdict {
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
      const tokens = newTokens(gpt, accessScopes, now, random);
      const successorSealed = sealUnder(request.refreshToken, JSON.stringify(tokens));
      return { kind: 'rotation', tokens, pair: { ...pairOf(tokens, token, gpt, now), accessScopes, successorSealed } };
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
