import { createHash } from 'node:crypto';
import { personClaims, type PersonClaims, type PersonFacts } from './person-claims';

/** An ID token says who signed in just now; it is read at once. An hour covers slow clients and clocks. */
export const ID_TOKEN_TTL_SECONDS = 3600;

/**
 * The algorithm of ID tokens. OpenID Connect Core 15.1 and Discovery 3 make RS256 the one that every provider has and every client assumes unless
 * told otherwise; a client that was told nothing refuses an ES256 token.
 */
export const ID_TOKEN_ALGORITHM = 'RS256';

/** What an ID token is made from. */
export interface IdTokenFacts {
  readonly issuer: string;
  readonly clientId: string;
  readonly person: PersonFacts;
  readonly scopes: readonly string[];
  /** When the person proved who they are, which a refresh does not change (OpenID Connect Core 12.2). */
  readonly authTime: Date;
  /** As the authorization request carried it; null when it carried none, and at a refresh (12.2: not repeated). */
  readonly nonce: string | null;
  /** The access token that the same answer carries. */
  readonly accessToken: string;
}

/** OpenID Connect Core 2 and 3.1.3.6. Times are seconds since 1970. */
export interface IdTokenClaims extends PersonClaims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string;
  readonly exp: number;
  readonly iat: number;
  readonly auth_time: number;
  readonly nonce?: string;
  readonly at_hash: string;
}

/** Whether the answer carries an ID token (OpenID Connect Core 3.1.2.1: without `openid` the request is no OpenID request). */
export function wantsIdToken(scopes: readonly string[]): boolean {
  return scopes.includes('openid');
}

/** The claims of an ID token (OpenID Connect Core 2; code flow: 3.1.3.6). */
export function idTokenClaims(facts: IdTokenFacts, now: Date): IdTokenClaims {
  const issuedAt = secondsOf(now);
  return {
    iss: facts.issuer,
    sub: facts.person.id,
    aud: facts.clientId,
    exp: issuedAt + ID_TOKEN_TTL_SECONDS,
    iat: issuedAt,
    auth_time: secondsOf(facts.authTime),
    ...(facts.nonce === null ? {} : { nonce: facts.nonce }),
    at_hash: accessTokenHash(facts.accessToken),
    ...personClaims(facts.person, facts.scopes),
  };
}

/** The left half of the access token's SHA-256, which binds the two tokens of one answer (OpenID Connect Core 3.1.3.6, for RS256 and ES256). */
export function accessTokenHash(accessToken: string): string {
  return createHash('sha256').update(accessToken, 'ascii').digest().subarray(0, 16).toString('base64url');
}

/** Whole seconds since 1970 (RFC 7519 2, NumericDate). */
export function secondsOf(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
