import {
  type AuthenticatedClient,
  type Clock,
  type CodeRedemption,
  type IssuedTokens,
  type Random,
  redeemCode,
  type StoredCode,
  type TokenRefusal,
} from '@gatehouse/core';
import {
  accessTokenRepository,
  type AuthorizationCodeRow,
  authorizationCodeRepository,
  type FenceMarker,
  type GptRow,
  grantRepository,
  refreshTokenRepository,
  sha256,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, RANDOM } from '../../edge/tokens';
import { newTokens, storeTokens } from './token-issuer';

/**
 * Exchanges an authorization code (RFC 6749 4.1.3), within the caller's transaction.
 *
 * Whatever number of requests with the same code arrive at once, one conditional update lets exactly one of them through. The others wait for its
 * transaction, then see the code used: each is a second valid redemption, so it fails *and* revokes what the first one issued (OAuth 2.1
 * 4.1.3). So a code that was sent twice leaves no working token, in whatever order the requests came: the first sender gets an answer whose
 * tokens are refused from the next call on. We cannot tell which of two senders of the same secrets is the thief.
 */
@Injectable()
export class CodeRedemptions {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Random,
  ) {}

  async redeem(
    tx: WorkspaceTransaction,
    request: CodeRedemption,
    client: AuthenticatedClient,
    gpt: GptRow,
    mark: FenceMarker,
  ): Promise<IssuedTokens | TokenRefusal> {
    const codeHash = sha256(request.code);
    const now = this.clock.now();
    let code = await authorizationCodeRepository.findByHash(tx, codeHash);
    let decision = redeemCode(request, client, await factsOf(tx, code), now);
    if (decision.kind === 'issue' && code !== null) {
      if (await authorizationCodeRepository.claim(tx, code.id, now)) return this.issue(tx, code, gpt, now);
      // Somebody was faster, and has committed by now.
      code = await authorizationCodeRepository.findByHash(tx, codeHash);
      decision = redeemCode(request, client, await factsOf(tx, code), now);
    }
    if (decision.kind === 'issue') throw new Error('a code that could not be claimed was still free');
    if (decision.kind === 'replay' && code !== null) await revokeIssued(tx, code, now, mark);
    return decision.refusal;
  }

  private async issue(tx: WorkspaceTransaction, code: AuthorizationCodeRow, gpt: GptRow, now: Date): Promise<IssuedTokens> {
    const { id: authorizationCodeId, grantId, gptId, subscriberId, scopes } = code;
    const family = { grantId, gptId, subscriberId, authorizationCodeId };
    const birth = { gpt, family, accessScopes: scopes, refreshScopes: scopes, parent: null, now };
    const tokens = newTokens(birth, this.random);
    await storeTokens(tx, birth, tokens);
    return tokens;
  }
}

async function factsOf(tx: WorkspaceTransaction, code: AuthorizationCodeRow | null): Promise<StoredCode | null> {
  if (code === null) return null;
  const grant = await grantRepository.find(tx, code.grantId);
  return { ...code, grantRevoked: grant === null || grant.revokedAt !== null };
}

/** What the first redemption issued, and whatever was refreshed from it. The consent stays: nobody but a holder of the code is concerned. */
async function revokeIssued(tx: WorkspaceTransaction, code: AuthorizationCodeRow, now: Date, mark: FenceMarker): Promise<void> {
  await mark.subscriber(tx.workspaceId, code.subscriberId);
  // First what could be exchanged: after it no access token can be added.
  await refreshTokenRepository.revokeOfCode(tx, code.id, now);
  await accessTokenRepository.revokeOfCode(tx, code.id, now);
}
