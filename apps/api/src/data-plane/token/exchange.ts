import type { AuthenticatedClient, ClientCredentials, IssuedTokens, TokenRefusal, TokenRequest } from '@gatehouse/core';
import type { ClientRow, Identity, SuccessorPair, TokenPair } from '@gatehouse/platform';

/** Who asks the token endpoint, and for what. Nothing is proven yet. */
export interface Asked {
  readonly kind: 'asked';
  readonly credentials: ClientCredentials;
  readonly request: TokenRequest;
  /** SHA-256 of the code or the refresh token that was presented. */
  readonly presentedHash: Buffer;
}

/** The same from a client that proved who it is. */
export interface Proven<Request extends TokenRequest> {
  readonly request: Request;
  readonly client: AuthenticatedClient;
  readonly gpt: ClientRow;
}

/** What a request will get, if what it presented can be claimed. */
export type Draft =
  | { readonly kind: 'redemption'; readonly tokens: IssuedTokens; readonly pair: TokenPair }
  | { readonly kind: 'rotation'; readonly tokens: IssuedTokens; readonly pair: SuccessorPair };

/** What becomes of one request among those that are exchanged together. */
export type Verdict =
  | { readonly kind: 'issued'; readonly tokens: IssuedTokens }
  | TokenRefusal
  /** Another request holds or took the same code or refresh token in this moment: to be asked again alone, once that one is through. */
  | { readonly kind: 'contested' }
  /** A used code or a long exchanged refresh token: refused, *and* what grew from it is to be revoked. */
  | { readonly kind: 'leaked'; readonly refusal: TokenRefusal; readonly leak: Leak };

/** What is no longer its owner's alone. */
export type Leak =
  | { readonly of: 'code'; readonly codeId: string; readonly subscriberId: string }
  | { readonly of: 'refresh_token'; readonly grantId: string; readonly subscriberId: string };

/** A successful exchange. */
export interface Exchanged {
  readonly kind: 'exchanged';
  readonly tokens: IssuedTokens;
  /** Whom the answer's ID token names; null when it carries none. */
  readonly identity: Identity | null;
}
