import { IDENTITY_PROVIDERS, type IdentityProvider } from '@gatehouse/core';

export interface ProviderClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface ProviderEndpoints {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  /** Where the provider says who the holder of an access token is. */
  readonly userProfileUrl: string;
  /** The issuer of its ID tokens, with `{tenantid}` in the place of a tenant. */
  readonly issuerTemplate: string;
}

/** How a provider is spoken to, or the sandbox that stands in for it. */
export interface IdentityProviderConfig {
  readonly endpoints: ProviderEndpoints;
  /** The service's own client; null when none is configured. A GPT may still have one of its own. */
  readonly client: ProviderClient | null;
  /** True when the local account chooser stands in; every page that offers it says so. */
  readonly sandbox: boolean;
}

export type IdentityProvidersConfig = Readonly<Record<IdentityProvider, IdentityProviderConfig>>;

/** The providers' own documents: Google's and Microsoft's discovery, GitHub's "Authorizing OAuth apps". */
const ENDPOINTS: Readonly<Record<IdentityProvider, ProviderEndpoints>> = {
  google: {
    authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    userProfileUrl: 'https://openidconnect.googleapis.com/v1/userinfo',
    issuerTemplate: 'https://accounts.google.com',
  },
  github: {
    authorizationUrl: 'https://github.com/login/oauth/authorize',
    tokenUrl: 'https://github.com/login/oauth/access_token',
    userProfileUrl: 'https://api.github.com/user',
    issuerTemplate: 'https://github.com/login/oauth',
  },
  microsoft: {
    authorizationUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    userProfileUrl: 'https://graph.microsoft.com/oidc/userinfo',
    issuerTemplate: 'https://login.microsoftonline.com/{tenantid}/v2.0',
  },
};

/** Each provider with the service's client, with the sandbox where there is none, or bare, for GPTs that bring a client of their own. */
export function identityProvidersFrom(
  clients: Readonly<Record<IdentityProvider, ProviderClient | null>>,
  publicUrl: string,
  sandboxUrl: string | null,
): IdentityProvidersConfig {
  const of = (provider: IdentityProvider): IdentityProviderConfig => {
    const client = clients[provider];
    if (client !== null || sandboxUrl === null) return { endpoints: ENDPOINTS[provider], client, sandbox: false };
    return {
      endpoints: {
        authorizationUrl: `${publicUrl}/dev/${provider}/authorize`,
        tokenUrl: `${sandboxUrl}/dev/${provider}/token`,
        userProfileUrl: `${sandboxUrl}/dev/${provider}/user${provider === 'github' ? '' : 'info'}`,
        issuerTemplate: `${publicUrl}/dev/${provider}${provider === 'microsoft' ? '/{tenantid}/v2.0' : ''}`,
      },
      client: { clientId: 'gatehouse-sandbox', clientSecret: 'gatehouse-sandbox-secret' },
      sandbox: true,
    };
  };
  return Object.fromEntries(IDENTITY_PROVIDERS.map((provider) => [provider, of(provider)])) as unknown as IdentityProvidersConfig;
}
