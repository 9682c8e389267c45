import { hash as digest, timingSafeEqual } from 'node:crypto';
import type { ClientCredentials } from './client-authentication';
import { tokenRefusal, type TokenRefusal } from './token-refusal';

/** One of a client's secrets. During a rotation two hold: the older one carries `expiresAt`. */
export interface StoredSecret {
  readonly id: string;
  /** SHA-256 of the secret. Our secrets are 256 random bits, so a slow hash would protect nothing. */
  readonly secretHash: Uint8Array;
  readonly expiresAt: Date | null;
}

export interface StoredClient {
  readonly gptId: string;
  readonly clientId: string;
  readonly type: 'confidential' | 'public';
  readonly secrets: readonly StoredSecret[];
}

declare const authenticated: unique symbol;

/** A client that proved who it is. `checkClientSecret` is the only source of this type, so no rule can be asked about a client that did not. */
export interface AuthenticatedClient {
  readonly [authenticated]: true;
  readonly gptId: string;
  readonly type: 'confidential' | 'public';
}

export type ClientDecision =
  { readonly kind: 'authenticated'; readonly client: AuthenticatedClient; readonly secretId: string | null } | TokenRefusal;

/**
 * Whether the presented credentials are those of the client (RFC 6749 2.3.1, 3.2.1). `stored` is the client with the presented id, null when
 * there is none. Unknown client, wrong secret and expired secret are one answer.
 */
export function checkClientSecret(presented: ClientCredentials, stored: StoredClient | null, now: Date): ClientDecision {
  const refusal = tokenRefusal('invalid_client', 'The client is unknown or its secret is wrong.');
  if (stored === null || stored.clientId !== presented.clientId) return refusal;
  const client = { gptId: stored.gptId, type: stored.type } as AuthenticatedClient;
  if (presented.method === 'none') return stored.type === 'public' ? { kind: 'authenticated', client, secretId: null } : refusal;
  const hash = digest('sha256', presented.clientSecret, 'buffer');
  const secret = stored.secrets.find(
    ({ secretHash, expiresAt }) =>
      secretHash.length === hash.length && timingSafeEqual(secretHash, hash) && (expiresAt === null || expiresAt > now),
  );
  return secret === undefined ? refusal : { kind: 'authenticated', client, secretId: secret.id };
}
