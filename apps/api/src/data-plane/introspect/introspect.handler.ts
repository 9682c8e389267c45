import { type Clock, introspect, type Introspection, tokenKindOf, tokenRefusal, type TokenRefusal } from '@gatehouse/core';
import { Database, issuedTokenRepository, serviceKeyRepository, sha256, type WorkspaceTransaction } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../edge/tokens';
import { authenticateClient } from '../clients/authenticate-client';
import type { ClientHttpRequest } from '../clients/client-request';
import { type JsonAnswer, oauthError } from '../json-endpoints/json-answer';
import { type Tenant, Tenants } from '../tenants/tenants.service';
import { GuessLimits } from '../token/guess-limits.service';
import { refused } from '../token/token-answer';
import { type PresentedAsker, readIntrospectQuestion } from './introspect-asker';

/** `POST /t/{workspace}/oauth/introspect` (RFC 7662 2). A GPT's credentials, or a service key of it, learn about that GPT's tokens. */
@Injectable()
export class IntrospectHandler {
  constructor(
    private readonly tenants: Tenants,
    private readonly database: Database,
    private readonly guesses: GuessLimits,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws when Postgres does not answer. */
  async handle(http: ClientHttpRequest): Promise<JsonAnswer> {
    const tenant = await this.tenants.resolve(http.workspace); //                              1 whose door
    if (tenant === null) return oauthError(404, 'not_found', 'There is no workspace at this address.');
    const asked = readIntrospectQuestion(http); //                                             2 who asks about what, pure
    if (asked.kind === 'refused') return refused(asked, tenant.slug);
    const outcome = await this.database.inWorkspace(tenant.id, async (tx) => {
      const asker = await this.prove(tx, asked.asker); //                                      3 proven
      return 'kind' in asker ? asker : this.describe(tx, tenant, asked.token, asker); //       4 judged by a pure rule
    });
    if ('active' in outcome) return { status: 200, body: outcome };
    const guessedAt = asked.asker.kind === 'client' ? asked.asker.credentials.clientId : 'service key';
    return (await this.guesses.tooMany(tenant, guessedAt, http.source, outcome)) ?? refused(outcome, tenant.slug);
  }

  private async prove(tx: WorkspaceTransaction, asker: PresentedAsker): Promise<{ gptId: string } | TokenRefusal> {
    if (asker.kind === 'client') {
      const proven = await authenticateClient(tx, asker.credentials, this.clock.now());
      return proven.kind === 'refused' ? proven : { gptId: proven.client.gptId };
    }
    const owner = await serviceKeyRepository.findAsker(tx, sha256(asker.key), this.clock.now());
    return owner ?? tokenRefusal('invalid_client', 'The service key is not known here.');
  }

  private async describe(
    tx: WorkspaceTransaction,
    tenant: Tenant,
    text: string,
    asker: { readonly gptId: string },
  ): Promise<Introspection> {
    const kind = tokenKindOf(text);
    const token = kind === null ? null : await issuedTokenRepository.find(tx, kind, sha256(text));
    const facts = token === null ? null : { ...token, revoked: token.withdrawn || token.revokedAt !== null };
    return introspect(facts, asker, tenant.issuer, this.clock.now());
  }
}
