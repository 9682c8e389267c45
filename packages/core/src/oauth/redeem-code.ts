import type { AuthenticatedClient } from './check-client-secret';
import type { CodeRedemption } from './parse-token-request';
import { verifierFits } from './pkce';
import { tokenRefusal, type TokenRefusal } from './token-refusal';

/** No code is good for longer, whatever its GPT's setting says (RFC 6749 4.1.2 asks for short, our standards for this). */
export const CODE_MAX_AGE_SECONDS = 60;

/** What is kept of an authorization code. It outlives its redemption, so that a replay can be told from a guess. */
export interface StoredCode {
  readonly gptId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly redeemedAt: Date | null;
  /** Whether the consent from which the code came has been withdrawn since. */
  readonly grantRevoked: boolean;
}

/** `replay`: refuse like any other, *and* revoke what the first redemption issued. */
export type CodeDecision =
  | { readonly kind: 'issue' }
  | { readonly kind: 'replay'; readonly refusal: TokenRefusal }
  | { readonly kind: 'reject'; readonly refusal: TokenRefusal };

/**
 * Decides a code redemption (RFC 6749 4.1.3, RFC 7636 4.6, RFC 9700 2.1.1, OAuth 2.1 4.1.3). `stored` is null for an unknown code.
 *
 * `issue` is permission to try: the store's conditional update on `redeemedAt` decides which of several simultaneous requests was first, and
 * the others ask again and are told `replay`. Only a request that was right in every part can be a replay. One with a wrong verifier or
 * redirect URI was not made by whoever holds the whole request, so letting it revoke would let anybody who saw a code sign people out.
 */
export function redeemCode(
  request: CodeRedemption,
  client: AuthenticatedClient,
  stored: StoredCode | null,
  now: Date,
): CodeDecision {
  const refusal = tokenRefusal('invalid_grant', 'The code is unknown, expired, used, or was issued for another request.');
  if (stored === null || stored.gptId !== client.gptId || stored.redirectUri !== request.redirectUri)
    return { kind: 'reject', refusal };
  if (!proofHolds(request.codeVerifier, stored.codeChallenge, client)) return { kind: 'reject', refusal };
  // Before the age: a used code is still a replay when it is old.
  if (stored.redeemedAt !== null) return { kind: 'replay', refusal };
  const latest = Math.min(stored.expiresAt.getTime(), stored.createdAt.getTime() + CODE_MAX_AGE_SECONDS * 1000);
  if (now.getTime() >= latest || stored.grantRevoked) return { kind: 'reject', refusal };
  return { kind: 'issue' };
}

function proofHolds(verifier: string | null, challenge: string | null, client: AuthenticatedClient): boolean {
  // Without a challenge a verifier is refused, or stripping the challenge from the request would go unnoticed (RFC 9700 4.8.2).
  if (challenge === null) return verifier === null && client.type === 'confidential';
  return verifier !== null && verifierFits(challenge, verifier);
}
