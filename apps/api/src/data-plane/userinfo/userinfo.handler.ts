import { type Clock, decideUserinfo, parseBearer, tokenKindOf, type UserinfoToken } from '@gatehouse/core';
import { Database, issuedTokenRepository, sha256 } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../edge/tokens';
import type { JsonAnswer } from '../json-endpoints/json-answer';
import { type Tenant, Tenants } from '../tenants/tenants.service';
import { NO_TOKEN, userinfoAnswer } from './userinfo-answer';

/** `GET` and `POST /t/{workspace}/oauth/userinfo` (OpenID Connect Core 5.3). */
@Injectable()
export class UserinfoHandler {
  constructor(
    private readonly tenants: Tenants,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws when Postgres does not answer. */
  async handle(workspace: string, authorization: string | undefined): Promise<JsonAnswer> {
    const bearer = parseBearer(authorization);
    if (bearer.kind === 'absent') return NO_TOKEN;
    const tenant = await this.tenants.resolve(workspace); //                                              1 whose door
    const token = tenant === null || bearer.kind === 'malformed' ? null : await this.find(tenant, bearer.token); // 2 who
    return userinfoAnswer(decideUserinfo(token, this.clock.now())); //                                    3 what they are told, pure
  }

  /** Null for a token that this workspace never issued, and for one that is no access token. */
  private async find(tenant: Tenant, text: string): Promise<UserinfoToken | null> {
    if (tokenKindOf(text) !== 'access_token') return null;
    const token = await this.database.inWorkspace(tenant.id, (tx) =>
      issuedTokenRepository.find(tx, 'access_token', sha256(text)),
    );
    if (token === null) return null;
    const { scopes, expiresAt, blocked, email, emailVerified, name } = token;
    const person = { id: token.subscriberId, email, emailVerified, name };
    return { scopes, expiresAt, revoked: token.withdrawn || token.revokedAt !== null, blocked, person };
  }
}
