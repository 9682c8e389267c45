import {
  type AuthenticatedClient,
  type Clock,
  decideRefresh,
  type IssuedTokens,
  type Random,
  type RefreshRequest,
  type StoredRefreshToken,
  type TokenRefusal,
} from '@gatehouse/core';
import {
  accessTokenRepository,
  type FenceMarker,
  type GptRow,
  grantRepository,
  openUnder,
  type RefreshTokenRow,
  refreshTokenRepository,
  sealUnder,
  sha256,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, RANDOM } from '../../edge/tokens';
import { newTokens, storeTokens } from './token-issuer';

/**
 * Exchanges a refresh token (RFC 6749 6, RFC 9700 4.14), within the caller's transaction. The child's text is kept on the parent's row, sealed
 * under the parent's own text, so that whoever presents the parent within the grace gets the same child, and nobody else can read it (ADR 0006).
 */
@Injectable()
export class Refreshes {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Random,
  ) {}

  async refresh(
    tx: WorkspaceTransaction,
    request: RefreshRequest,
    client: AuthenticatedClient,
    gpt: GptRow,
    mark: FenceMarker,
  ): Promise<IssuedTokens | TokenRefusal> {
    const tokenHash = sha256(request.refreshToken);
    const now = this.clock.now();
    let token = await refreshTokenRepository.findByHash(tx, tokenHash);
    let decision = decideRefresh(request, client, await factsOf(tx, token), now);
    if (decision.kind === 'rotate' && token !== null) {
      const child = await this.rotate(tx, request, token, gpt, decision.accessScopes, now);
      if (child !== null) return child;
      // A refresh that came at the same moment was faster, and has committed by now.
      token = await refreshTokenRepository.findByHash(tx, tokenHash);
      decision = decideRefresh(request, client, await factsOf(tx, token), now);
    }
    switch (decision.kind) {
      case 'rotate':
        throw new Error('a refresh token that could not be rotated was still the youngest');
      case 'same_child':
        return openSuccessor(request, token);
      case 'reuse':
        if (token !== null) await revokeGrant(tx, token, now, mark);
        return decision.refusal;
      case 'reject':
        return decision.refusal;
    }
  }

  /** @returns null when another request rotated the token first; nothing was written then. */
  private async rotate(
    tx: WorkspaceTransaction,
    request: RefreshRequest,
    token: RefreshTokenRow,
    gpt: GptRow,
    accessScopes: readonly string[],
    now: Date,
  ): Promise<IssuedTokens | null> {
    const { grantId, gptId, subscriberId, authorizationCodeId } = token;
    const family = { grantId, gptId, subscriberId, authorizationCodeId };
    const birth = { gpt, family, accessScopes, refreshScopes: token.scopes, parent: token, now };
    const child = newTokens(birth, this.random);
    const sealed = sealUnder(request.refreshToken, JSON.stringify(child));
    if (!(await refreshTokenRepository.rotate(tx, token.id, sealed, now))) return null;
    await storeTokens(tx, birth, child);
    return child;
  }
}

async function factsOf(tx: WorkspaceTransaction, token: RefreshTokenRow | null): Promise<StoredRefreshToken | null> {
  if (token === null) return null;
  const grant = await grantRepository.find(tx, token.grantId);
  return { ...token, grantRevoked: grant === null || grant.revokedAt !== null };
}

function openSuccessor(request: RefreshRequest, token: RefreshTokenRow | null): IssuedTokens {
  if (token === null || token.successorSealed === null) throw new Error('a rotated refresh token has no successor');
  const child = JSON.parse(openUnder(request.refreshToken, token.successorSealed)) as Omit<IssuedTokens, 'accessExpiresAt'> & {
    accessExpiresAt: string;
  };
  return { ...child, accessExpiresAt: new Date(child.accessExpiresAt) };
}

/** Somebody holds a token that its owner has long exchanged. Which of the two is the owner cannot be told, so the consent itself ends. */
async function revokeGrant(tx: WorkspaceTransaction, token: RefreshTokenRow, now: Date, mark: FenceMarker): Promise<void> {
  await mark.subscriber(tx.workspaceId, token.subscriberId);
  await grantRepository.revoke(tx, token.grantId, now);
  await accessTokenRepository.revokeOfGrant(tx, token.grantId, now);
  await refreshTokenRepository.revokeOfGrant(tx, token.grantId, now);
}
