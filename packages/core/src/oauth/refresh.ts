import type { AuthenticatedClient } from './check-client-secret';
import type { RefreshRequest } from './parse-token-request';
import { coversScope } from './scope';
import { tokenRefusal, type TokenRefusal } from './token-refusal';

/** How long after its first rotation a refresh token still answers, with the same child. Long enough for a client's parallel refreshes. */
export const REFRESH_GRACE_SECONDS = 60;

export interface StoredRefreshToken {
  readonly gptId: string;
  /** What was granted. A refresh may ask for less for its access token; the refresh token itself keeps all of it (RFC 6749 6). */
  readonly scopes: readonly string[];
  readonly idleExpiresAt: Date;
  readonly absoluteExpiresAt: Date;
  /** When it was first exchanged for a child; null while it is the youngest of its family. */
  readonly rotatedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly grantRevoked: boolean;
}

/** `same_child`: answer exactly as the first time. `reuse`: refuse, *and* revoke the family. */
export type RefreshDecision =
  | { readonly kind: 'rotate'; readonly accessScopes: readonly string[] }
  | { readonly kind: 'same_child' }
  | { readonly kind: 'reuse'; readonly refusal: TokenRefusal }
  | { readonly kind: 'reject'; readonly refusal: TokenRefusal };

/**
 * Decides a refresh (RFC 6749 6, RFC 9700 4.14.2). `stored` is null for an unknown token.
 *
 * ChatGPT refreshes in parallel and repeats refreshes; strict rotation would trap people in a sign-in loop. So the same parent gets the same
 * child for 60 s after the first rotation. The grace begins once: presenting the parent again does not prolong it.
 */
export function decideRefresh(
  request: RefreshRequest,
  client: AuthenticatedClient,
  stored: StoredRefreshToken | null,
  now: Date,
): RefreshDecision {
  const refusal = tokenRefusal('invalid_grant', 'The refresh token is unknown, expired or revoked.');
  if (stored === null || stored.gptId !== client.gptId || stored.revokedAt !== null || stored.grantRevoked)
    return { kind: 'reject', refusal };
  if (stored.rotatedAt !== null && now.getTime() - stored.rotatedAt.getTime() >= REFRESH_GRACE_SECONDS * 1000) {
    // Before the expiry: a token that was stolen long ago says as much about its family as one that was stolen today.
    return { kind: 'reuse', refusal };
  }
  if (now >= stored.idleExpiresAt || now >= stored.absoluteExpiresAt) return { kind: 'reject', refusal };
  if (request.scopes !== null && !coversScope(stored.scopes, request.scopes)) {
    return { kind: 'reject', refusal: tokenRefusal('invalid_scope', 'The scope goes beyond what was granted.') };
  }
  if (stored.rotatedAt !== null) return { kind: 'same_child' };
  return { kind: 'rotate', accessScopes: request.scopes ?? stored.scopes };
}
