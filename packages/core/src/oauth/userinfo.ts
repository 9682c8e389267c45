import { personClaims, type PersonClaims, type PersonFacts } from './person-claims';

/** The token under which userinfo is asked, as it stands in the store. */
export interface UserinfoToken {
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
  /** The token or the consent that it hangs from was withdrawn. */
  readonly revoked: boolean;
  readonly blocked: boolean;
  readonly person: PersonFacts;
}

export interface UserinfoClaims extends PersonClaims {
  readonly sub: string;
}

export type UserinfoDecision =
  | { readonly kind: 'claims'; readonly claims: UserinfoClaims }
  /** 401. Unknown, expired, revoked and foreign tokens are one answer. */
  | { readonly kind: 'invalid_token' }
  /** 403: the token was not granted `openid`. */
  | { readonly kind: 'insufficient_scope' }
  /** 403: the creator has blocked this person. A new sign-in would not help, so it is not the 401 that asks for one. */
  | { readonly kind: 'access_blocked' };

/** What userinfo answers (OpenID Connect Core 5.3; errors: 5.3.3 and RFC 6750 3.1). `stored` is null for an unknown token. */
export function decideUserinfo(stored: UserinfoToken | null, now: Date): UserinfoDecision {
  if (stored === null || stored.revoked || now >= stored.expiresAt) return { kind: 'invalid_token' };
  if (stored.blocked) return { kind: 'access_blocked' };
  if (!stored.scopes.includes('openid')) return { kind: 'insufficient_scope' };
  // The same sub as in the ID token, always (5.3.2).
  return { kind: 'claims', claims: { sub: stored.person.id, ...personClaims(stored.person, stored.scopes) } };
}
