import { type Clock, introspect, type Introspection, tokenKindOf } from '@gatehouse/core';
import { Database, issuedTokenRepository, sha256, type WorkspaceTransaction } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../edge/tokens';
import { authenticateClient } from '../clients/authenticate-client';
import { type ClientHttpRequest, readTokenQuestion } from '../clients/client-request';
import { type JsonAnswer, oauthError } from '../json-endpoints/json-answer';
import { type Tenant, Tenants } from '../tenants/tenants.service';
import { GuessLimits } from '../token/guess-limits.service';
import { refused } from '../token/token-answer';

/** `POST /t/{workspace}/oauth/introspect` (RFC 7662 2). A GPT's credentials learn about that GPT's tokens. */
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
    const asked = readTokenQuestion(http); //                                                  2 who asks about what, pure
    if (asked.kind === 'refused') return refused(asked, tenant.slug);
    const outcome = await this.database.inWorkspace(tenant.id, async (tx) => {
      const asker = await authenticateClient(tx, asked.credentials, this.clock.now()); //      3 proven
      return asker.kind === 'refused' ? asker : this.describe(tx, tenant, asked.token, asker.client); // 4 judged by a pure rule
    });
    if ('active' in outcome) return { status: 200, body: outcome };
    return (
      (await this.guesses.tooMany(tenant, asked.credentials.clientId, http.source, outcome)) ?? refused(outcome, tenant.slug)
    );
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
