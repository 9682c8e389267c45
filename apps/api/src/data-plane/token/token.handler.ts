import { type Clock, parseTokenRequest, type TokenRefusal, tokenResponse } from '@gatehouse/core';
import { sha256 } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../edge/tokens';
import { type ClientHttpRequest, readClientRequest } from '../clients/client-request';
import { Tenants } from '../tenants/tenants.service';
import type { Asked } from './exchange';
import { Exchanges } from './exchanges.service';
import { GuessLimits } from './guess-limits.service';
import { IdTokens } from './id-tokens.service';
import { issued, refused, type TokenAnswer, trouble } from './token-answer';

/** `POST /t/{workspace}/oauth/token` (RFC 6749 3.2). */
@Injectable()
export class TokenHandler {
  constructor(
    private readonly tenants: Tenants,
    private readonly exchanges: Exchanges,
    private readonly idTokens: IdTokens,
    private readonly guesses: GuessLimits,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async handle(http: ClientHttpRequest): Promise<TokenAnswer> {
    const tenant = await this.tenants.resolve(http.workspace); //                             1 whose door
    if (tenant === null) return trouble(404, 'not_found', 'There is no workspace at this address.');
    const asked = read(http); //                                                              2 who asks for what, pure
    if (asked.kind === 'refused') return refused(asked, tenant.slug);
    const outcome = await this.exchanges.exchange(tenant.id, asked); //                       3 the exchange, in one transaction with others
    if (outcome.kind === 'refused') {
      return (
        (await this.guesses.tooMany(tenant, asked.credentials.clientId, http.source, outcome)) ?? refused(outcome, tenant.slug)
      );
    }
    const { tokens, identity } = outcome;
    const idToken = identity === null ? null : await this.idTokens.sign(tenant, asked.request, tokens, identity); // 4 who it was, signed
    return issued(tokenResponse(tokens, this.clock.now(), idToken)); //                       5 answer, pure
  }
}

function read(http: ClientHttpRequest): Asked | TokenRefusal {
  const presented = readClientRequest(http);
  if (presented.kind === 'refused') return presented;
  const parsed = parseTokenRequest(presented.body);
  if (parsed.kind === 'refused') return parsed;
  const { request } = parsed;
  const text = request.grantType === 'authorization_code' ? request.code : request.refreshToken;
  return { kind: 'asked', credentials: presented.credentials, request, presentedHash: sha256(text) };
}
