import { type Clock, decideRevocation, tokenKindOf, type TokenRefusal } from '@gatehouse/core';
import {
  accessTokenRepository,
  Database,
  type FenceMarker,
  type IssuedToken,
  issuedTokenRepository,
  MeterFence,
  refreshTokenRepository,
  sha256,
  type WorkspaceTransaction,
} from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../edge/tokens';
import { authenticateClient } from '../clients/authenticate-client';
import { type ClientHttpRequest, readTokenQuestion } from '../clients/client-request';
import { type JsonAnswer, oauthError } from '../json-endpoints/json-answer';
import { recordSubscriberEvent } from '../sign-in/subscriber-events';
import { Tenants } from '../tenants/tenants.service';
import { GuessLimits } from '../token/guess-limits.service';
import { refused } from '../token/token-answer';

/**
 * The same for a token that was revoked and for one that never was (RFC 7009 2.2). Clients have to ignore the body; an empty object, because some
 * (simple-oauth2) fail on an answer that is no JSON.
 */
const DONE: JsonAnswer = { status: 200, body: {} };

/** `POST /t/{workspace}/oauth/revoke` (RFC 7009 2). What it revokes is refused from the next call on, on every instance. */
@Injectable()
export class RevokeHandler {
  constructor(
    private readonly tenants: Tenants,
    private readonly database: Database,
    private readonly fence: MeterFence,
    private readonly guesses: GuessLimits,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws when Postgres does not answer, or Redis, without which the revocation would not hold at once. */
  async handle(http: ClientHttpRequest): Promise<JsonAnswer> {
    const tenant = await this.tenants.resolve(http.workspace); //                         1 whose door
    if (tenant === null) return oauthError(404, 'not_found', 'There is no workspace at this address.');
    const asked = readTokenQuestion(http); //                                             2 who asks for what, pure
    if (asked.kind === 'refused') return refused(asked, tenant.slug);
    const refusal = await this.fence.around((mark) =>
      this.database.inWorkspace(tenant.id, async (tx) => {
        const asker = await authenticateClient(tx, asked.credentials, this.clock.now()); // 3 proven
        return asker.kind === 'refused' ? asker : this.revoke(tx, asked.token, asker, mark); // 4 done, if a pure rule says so
      }),
    );
    if (refusal === null) return DONE;
    return (
      (await this.guesses.tooMany(tenant, asked.credentials.clientId, http.source, refusal)) ?? refused(refusal, tenant.slug)
    );
  }

  private async revoke(
    tx: WorkspaceTransaction,
    text: string,
    { client }: { readonly client: Parameters<typeof decideRevocation>[0] },
    mark: FenceMarker,
  ): Promise<TokenRefusal | null> {
    const kind = tokenKindOf(text);
    const token = kind === null ? null : await issuedTokenRepository.find(tx, kind, sha256(text));
    const decision = decideRevocation(client, token);
    if (decision.kind === 'refused') return decision;
    if (decision.kind === 'nothing' || token === null) return null;
    await mark.subscriber(tx.workspaceId, token.subscriberId);
    await (decision.kind === 'access_token' ? this.revokeOne(tx, token) : this.revokeFamily(tx, token));
    if (token.revokedAt === null) {
      // Said once: revoking again changes nothing.
      const changes = { kind: { from: null, to: token.kind }, gpt: { from: null, to: token.gptId } };
      const event = { action: 'token.revoked', subscriberId: token.subscriberId, by: 'system', changes } as const;
      await recordSubscriberEvent(tx, this.clock.now(), event);
    }
    return null;
  }

  private revokeOne(tx: WorkspaceTransaction, token: IssuedToken): Promise<void> {
    return issuedTokenRepository.revokeAccessToken(tx, token.id, this.clock.now());
  }

  /** Refresh tokens first: once none is left to be exchanged, no access token can be added behind our back. */
  private async revokeFamily(tx: WorkspaceTransaction, token: IssuedToken): Promise<void> {
    const now = this.clock.now();
    await refreshTokenRepository.revokeOfCode(tx, token.authorizationCodeId, now);
    await accessTokenRepository.revokeOfCode(tx, token.authorizationCodeId, now);
  }
}
