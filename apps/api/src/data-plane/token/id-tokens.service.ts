import {
  type Clock,
  ID_TOKEN_ALGORITHM,
  idTokenClaims,
  type IssuedTokens,
  type TokenRequest,
  wantsIdToken,
} from '@gatehouse/core';
import { type Identity, issuedTokenRepository, KeyRing, sha256, signJwt, type HotTransaction } from '@gatehouse/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../edge/tokens';
import type { Tenant } from '../tenants/tenants.service';

/** ID tokens, which go out with the access tokens of requests that asked for `openid` (OpenID Connect Core 3.1.3.3 and 12.2). */
@Injectable()
export class IdTokens {
  constructor(
    private readonly keyRing: KeyRing,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whom their ID tokens will name; nobody for those whose answer carries none. In the transaction that stored the tokens. */
  async identify(tx: HotTransaction, issued: readonly IssuedTokens[]): Promise<Map<IssuedTokens, Identity>> {
    const wanting = issued
      .filter(({ scopes }) => wantsIdToken(scopes))
      .map((tokens) => [tokens, sha256(tokens.accessToken)] as const);
    const found = await issuedTokenRepository.identitiesOf(
      tx,
      wanting.map(([, hash]) => hash),
    );
    const identities = new Map<IssuedTokens, Identity>();
    for (const [tokens, hash] of wanting) {
      const identity = found.get(hash.toString('hex'));
      if (identity === undefined) throw new Error('an access token was looked for before it was stored');
      identities.set(tokens, identity);
    }
    return identities;
  }

  /**
   * Signs it. After the transaction, because the key may have to be read on a connection of its own.
   * @throws when it has to be and Postgres is away: the client asks again, and a refresh gets the same child
   */
  async sign(tenant: Tenant, { grantType }: TokenRequest, issued: IssuedTokens, identity: Identity): Promise<string> {
    const { clientId, authTime, subscriberId, email, emailVerified, name } = identity;
    const claims = idTokenClaims(
      {
        issuer: tenant.issuer,
        clientId,
        person: { id: subscriberId, email, emailVerified, name },
        scopes: issued.scopes,
        authTime,
        nonce: grantType === 'authorization_code' ? identity.nonce : null,
        accessToken: issued.accessToken,
      },
      this.clock.now(),
    );
    return signJwt(await this.keyRing.signer(tenant.id, ID_TOKEN_ALGORITHM), { ...claims });
  }
}
