import { ID_TOKEN_ALGORITHM } from './id-token';
import { OPENID_SCOPES } from './openid-scopes';
import { CLAIMS_SUPPORTED } from './person-claims';

const CLIENT_AUTHENTICATION = ['client_secret_basic', 'client_secret_post'];

/**
 * The lines that OpenID Connect (Discovery 3), revocation (RFC 7009, RFC 8414 2) and introspection (RFC 7662, RFC 8414 2) add to an issuer's metadata. What is not
 * supported is said where silence would mean that it is: `request_uri` is assumed unless denied.
 * @param languages in which the pages for people speak
 */
export function openidMetadata(issuer: string, languages: readonly string[]): Readonly<Record<string, unknown>> {
  return {
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    userinfo_endpoint: `${issuer}/oauth/userinfo`,
    revocation_endpoint: `${issuer}/oauth/revoke`,
    revocation_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    introspection_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
    scopes_supported: Object.keys(OPENID_SCOPES),
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [ID_TOKEN_ALGORITHM],
    claims_supported: CLAIMS_SUPPORTED,
    prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
    ui_locales_supported: languages,
    claims_parameter_supported: false,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
  };
}
