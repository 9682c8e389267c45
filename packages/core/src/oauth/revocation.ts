import type { AuthenticatedClient } from './check-client-secret';
import { tokenRefusal, type TokenRefusal } from './token-refusal';
import type { TokenKind } from './token-question';

/** The token that is to be revoked, as it stands in the store. */
export interface RevocableToken {
  readonly kind: TokenKind;
  readonly gptId: string;
  readonly revokedAt: Date | null;
}

/**
 * `nothing`: there is nothing to revoke, and the answer is the same 200. `access_token`: this one alone. `family`: the refresh token, those before and
 * after it in its rotation, and every access token that came of the same sign-in.
 */
export type RevocationDecision =
  { readonly kind: 'nothing' } | { readonly kind: 'access_token' } | { readonly kind: 'family' } | TokenRefusal;

/**
 * Decides a revocation (RFC 7009 2.1 and 2.2). `stored` is null for a token that this workspace never issued: the client's purpose, that it no
 * longer works, holds already. An older refresh token of a family revokes all of it too, since a client that lost the last answer knows no
 * younger one. Expiry does not matter: a family whose parent expired may still have a living access token.
 */
export function decideRevocation(client: AuthenticatedClient, stored: RevocableToken | null): RevocationDecision {
  if (stored === null) return { kind: 'nothing' };
  if (stored.gptId !== client.gptId) return tokenRefusal('invalid_grant', 'The token was issued to another client.');
  if (stored.revokedAt !== null) return { kind: 'nothing' };
  return { kind: stored.kind === 'access_token' ? 'access_token' : 'family' };
}
