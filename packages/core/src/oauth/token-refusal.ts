/** Errors of the token endpoint (RFC 6749 5.2). */
export type TokenErrorCode =
  'invalid_request' | 'invalid_client' | 'invalid_grant' | 'unauthorized_client' | 'unsupported_grant_type' | 'invalid_scope';

/** A refusal of the token endpoint. `invalid_client` is answered with 401 and a challenge, everything else with 400. */
export interface TokenRefusal {
  readonly kind: 'refused';
  readonly error: TokenErrorCode;
  /** For the developer of the client; never what the request said. */
  readonly description: string;
}

export function tokenRefusal(error: TokenErrorCode, description: string): TokenRefusal {
  return { kind: 'refused', error, description };
}

/** Status of the refusal (RFC 6749 5.2). */
export function tokenRefusalStatus(refusal: TokenRefusal): 400 | 401 {
  return refusal.error === 'invalid_client' ? 401 : 400;
}
