/** Authorization server metadata (RFC 8414 2): what an OAuth library reads to configure itself. */
export interface ServerMetadata {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly scopes_supported?: readonly string[];
  readonly response_types_supported: readonly string[];
  readonly response_modes_supported: readonly string[];
  readonly grant_types_supported: readonly string[];
  readonly token_endpoint_auth_methods_supported: readonly string[];
  readonly code_challenge_methods_supported: readonly string[];
  readonly authorization_response_iss_parameter_supported: true;
  readonly [further: string]: unknown;
}

/**
 * Metadata of an issuer, listing what works and nothing else (RFC 8414 2, RFC 9207 3, RFC 7636 6.2). An endpoint that joins later adds its lines
 * through `further`.
 */
export function serverMetadata(issuer: string, further: Readonly<Record<string, unknown>> = {}): ServerMetadata {
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth/authorize`,
    token_endpoint: `${issuer}/oauth/token`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    ...further,
  };
}

/** The issuer of a workspace: the same text wherever it appears (RFC 8414 2). @param publicOrigin PUBLIC_URL, without a trailing slash */
export function issuerOf(publicOrigin: string, workspaceSlug: string): string {
  return `${publicOrigin}/t/${workspaceSlug}`;
}

/** The issuer of a workspace on a domain of its own. */
export function domainIssuer(domain: string): string {
  return `https://${domain}`;
}

/** The well-known address of an issuer's metadata: the path is inserted after the host, not appended (RFC 8414 3.1). */
export function metadataUrl(issuer: string): string {
  const { origin, pathname } = new URL(issuer);
  return `${origin}/.well-known/oauth-authorization-server${pathname === '/' ? '' : pathname}`;
}
