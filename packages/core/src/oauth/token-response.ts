import { formatScope } from './scope';

/** What was issued, by a redemption or a refresh. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly accessExpiresAt: Date;
  readonly refreshToken: string;
  readonly scopes: readonly string[];
}

/** The body of a successful token answer (RFC 6749 5.1). */
export interface TokenResponse {
  readonly access_token: string;
  /** In lower case, as OpenAI's documentation has it; RFC 6749 5.1 compares it without regard to case. */
  readonly token_type: 'bearer';
  readonly expires_in: number;
  readonly refresh_token: string;
  readonly scope?: string;
  /** When `openid` was granted (OpenID Connect Core 3.1.3.3). */
  readonly id_token?: string;
}

/**
 * Builds the token answer (RFC 6749 5.1). `expires_in` is a whole number of seconds, never negative. The scope is always stated, unless there
 * is none: the syntax of 3.3 has no empty scope.
 * @param idToken null where none belongs to the answer
 */
export function tokenResponse(issued: IssuedTokens, now: Date, idToken: string | null = null): TokenResponse {
  return {
    access_token: issued.accessToken,
    token_type: 'bearer',
    expires_in: Math.max(0, Math.floor((issued.accessExpiresAt.getTime() - now.getTime()) / 1000)),
    refresh_token: issued.refreshToken,
    ...(issued.scopes.length > 0 ? { scope: formatScope(issued.scopes) } : {}),
    ...(idToken === null ? {} : { id_token: idToken }),
  };
}
