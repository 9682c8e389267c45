import {
  type ClientCredentials,
  type Clock,
  type IssuedTokens,
  parseTokenRequest,
  type TokenRefusal,
  type TokenRequest,
  tokenResponse,
} from '@gatehouse/core';
import { Database, type FenceMarker, type Identity, MeterFence, type WorkspaceTransaction } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../edge/tokens';
import { authenticateClient } from '../clients/authenticate-client';
import { type ClientHttpRequest, readClientRequest } from '../clients/client-request';
import { Tenants } from '../tenants/tenants.service';
import { CodeRedemptions } from './code-redemption.service';
import { GuessLimits } from './guess-limits.service';
import { IdTokens } from './id-tokens.service';
import { Refreshes } from './refresh.service';
import { issued, refused, type TokenAnswer, trouble } from './token-answer';

/** `POST /t/{workspace}/oauth/token` (RFC 6749 3.2). */
@Injectable()
export class TokenHandler {
  constructor(
    private readonly tenants: Tenants,
    private readonly database: Database,
    private readonly fence: MeterFence,
    private readonly redemptions: CodeRedemptions,
    private readonly refreshes: Refreshes,
    private readonly idTokens: IdTokens,
    private readonly guesses: GuessLimits,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async handle(http: ClientHttpRequest): Promise<TokenAnswer> {
    const tenant = await this.tenants.resolve(http.workspace); //                             1 whose door
    if (tenant === null) return trouble(404, 'not_found', 'There is no workspace at this address.');
    const asked = read(http); //                                                              2 who asks for what, pure
    if (asked.kind === 'refused') return refused(asked, tenant.slug);
    const outcome = await this.fence.around(
      (mark) => this.database.inWorkspace(tenant.id, (tx) => this.exchange(tx, asked, mark)), //        3 the exchange, one transaction
    );
    if (outcome.kind === 'refused') {
      return (
        (await this.guesses.tooMany(tenant, asked.credentials.clientId, http.source, outcome)) ?? refused(outcome, tenant.slug)
      );
    }
    const { tokens, identity } = outcome;
    const idToken = identity === null ? null : await this.idTokens.sign(tenant, asked.request, tokens, identity); // 4 who it was, signed
    return issued(tokenResponse(tokens, this.clock.now(), idToken)); //                       5 answer, pure
  }

  /** Refusals are values, so that what they revoke is committed. */
  private async exchange(
    tx: WorkspaceTransaction,
    { credentials, request }: Asked,
    mark: FenceMarker,
  ): Promise<Exchanged | TokenRefusal> {
    const authenticated = await authenticateClient(tx, credentials, this.clock.now());
    if (authenticated.kind === 'refused') return authenticated;
    const { client, gpt } = authenticated;
    const tokens =
      request.grantType === 'authorization_code'
        ? await this.redemptions.redeem(tx, request, client, gpt, mark)
        : await this.refreshes.refresh(tx, request, client, gpt, mark);
    return 'kind' in tokens ? tokens : { kind: 'exchanged', tokens, identity: await this.idTokens.identify(tx, tokens) };
  }
}

interface Exchanged {
  readonly kind: 'exchanged';
  readonly tokens: IssuedTokens;
  /** Whom the answer's ID token names; null when it carries none. */
  readonly identity: Identity | null;
}

interface Asked {
  readonly kind: 'asked';
  readonly credentials: ClientCredentials;
  readonly request: TokenRequest;
}

function read(http: ClientHttpRequest): Asked | TokenRefusal {
  const presented = readClientRequest(http);
  if (presented.kind === 'refused') return presented;
  const parsed = parseTokenRequest(presented.body);
  return parsed.kind === 'refused' ? parsed : { kind: 'asked', credentials: presented.credentials, request: parsed.request };
}
