import type { ProvenRedirectUri } from './redirect-uri';

/**
 * Errors that an authorization answer may carry back to the client: RFC 6749 4.1.2.1, and from OpenID Connect Core 3.1.2.6 those that
 * `prompt=none` and request objects need.
 */
export type AuthorizeErrorCode =
  | 'invalid_request'
  | 'unauthorized_client'
  | 'access_denied'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'server_error'
  | 'temporarily_unavailable'
  | 'login_required'
  | 'consent_required'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'registration_not_supported';

/** Why the person sees a page of ours instead of being sent back: there is no place that we know to be the client's (RFC 6749 4.1.2.4). */
export type PageErrorReason =
  | 'request_too_large'
  | 'client_id_missing'
  | 'client_id_repeated'
  | 'client_unknown'
  | 'redirect_uri_missing'
  | 'redirect_uri_repeated'
  | 'redirect_uri_unknown';

export interface PageError {
  readonly kind: 'page_error';
  readonly reason: PageErrorReason;
}

export interface RedirectError {
  readonly kind: 'redirect_error';
  readonly redirectUri: ProvenRedirectUri;
  readonly error: AuthorizeErrorCode;
  /** For the developer of the client; of the characters that RFC 6749 4.1.2.1 allows, and never what the request said. */
  readonly description: string;
  /** As the client sent it; null when it sent none, or more than one. */
  readonly state: string | null;
}
