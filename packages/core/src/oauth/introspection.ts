import { secondsOf } from './id-token';
import { REFRESH_GRACE_SECONDS } from './refresh';
import { formatScope } from './scope';
import type { TokenKind } from './token-question';

/** A token as it stands in the store, with what hangs on it. */
export interface IntrospectableToken {
  readonly kind: TokenKind;
  readonly gptId: string;
  readonly clientId: string;
  readonly subscriberId: string;
  readonly email: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** For a refresh token: when it was first exchanged for its child. */
  readonly rotatedAt: Date | null;
  /** The token or the consent that it hangs from was withdrawn. */
  readonly revoked: boolean;
  readonly blocked: boolean;
}

/** RFC 7662 2.2. Times are seconds since 1970. */
export type Introspection =
  | { readonly active: false }
  | {
      readonly active: true;
      readonly iss: string;
      readonly sub: string;
      readonly aud: string;
      readonly client_id: string;
      readonly username: string;
      readonly scope?: string;
      /** Only of access tokens: a refresh token cannot be used as a bearer token, and must not be taken for one. */
      readonly token_type?: 'bearer';
      readonly iat: number;
      readonly exp: number;
    };

const INACTIVE: Introspection = { active: false };

/**
 * What an introspecting GPT learns about a token (RFC 7662 2.2). `stored` is null for an unknown one. Whatever is not to be acted upon is
 * exactly `{"active":false}`: unknown, expired, revoked, another GPT's, and a blocked person's.
 */
export function introspect(
  stored: IntrospectableToken | null,
  asker: { readonly gptId: string },
  issuer: string,
  now: Date,
): Introspection {
  if (stored === null || stored.gptId !== asker.gptId || !isUsable(stored, now)) return INACTIVE;
  return {
    active: true,
    iss: issuer,
    sub: stored.subscriberId,
    aud: stored.clientId,
    client_id: stored.clientId,
    username: stored.email,
    ...(stored.scopes.length > 0 ? { scope: formatScope(stored.scopes) } : {}),
    ...(stored.kind === 'access_token' ? { token_type: 'bearer' as const } : {}),
    iat: secondsOf(stored.createdAt),
    exp: secondsOf(stored.expiresAt),
  };
}

function isUsable(token: IntrospectableToken, now: Date): boolean {
  if (token.revoked || token.blocked || now >= token.expiresAt) return false;
  // A parent still answers, with the same child, until its grace is over.
  return token.rotatedAt === null || now.getTime() - token.rotatedAt.getTime() < REFRESH_GRACE_SECONDS * 1000;
}
