import type { IdentityProvider } from './identity-provider';

/**
 * What is wrong with a client at a provider, by what the provider answered. Only the creator (or the operator, whose client it may be) can mend it.
 * - `client_refused`: the id is unknown there, or the secret is wrong or has expired.
 * - `redirect_uri_unknown`: our callback is not registered with the client.
 */
export type ProviderFault = 'client_refused' | 'redirect_uri_unknown';

const SHARED: Readonly<Record<string, ProviderFault>> = {
  invalid_client: 'client_refused',
  unauthorized_client: 'client_refused',
  redirect_uri_mismatch: 'redirect_uri_unknown',
};

/** Error codes of the token endpoints, RFC 6749 5.2 and what each provider has beside it. */
const FAULTS: Readonly<Record<IdentityProvider, Readonly<Record<string, ProviderFault>>>> = {
  google: SHARED,
  // https://docs.github.com/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-oauth-app-access-token-request-errors; an unknown id is a 404.
  github: { ...SHARED, incorrect_client_credentials: 'client_refused', 'Not Found': 'client_refused' },
  microsoft: SHARED,
};

/** Null for everything that says nothing about the client: an outage, a code that was used before. */
export function faultFrom(provider: IdentityProvider, errorCode: unknown): ProviderFault | null {
  const faults = FAULTS[provider];
  return typeof errorCode === 'string' && Object.hasOwn(faults, errorCode) ? (faults[errorCode] ?? null) : null;
}
