import type { GptIdentityProvider } from './identity-provider.queries';

interface ProviderWords {
  readonly name: string;
  /** Where a client is made there. */
  readonly console: { readonly label: string; readonly href: string };
  /** What the provider shows by itself when the client ID or the redirect URI is wrong: people never come back to us then. */
  readonly wrongId: string;
}

export const PROVIDER_WORDS: Readonly<Record<GptIdentityProvider['provider'], ProviderWords>> = {
  google: {
    name: 'Google',
    console: { label: 'Google Cloud console', href: 'https://console.cloud.google.com/auth/clients' },
    wrongId: '“Error 401: invalid_client” or “redirect_uri_mismatch”',
  },
  github: {
    name: 'GitHub',
    console: { label: 'developer settings of GitHub', href: 'https://github.com/settings/developers' },
    wrongId: 'a 404 page or “The redirect_uri is not associated with this application”',
  },
  microsoft: {
    name: 'Microsoft',
    console: {
      label: 'Microsoft Entra admin center',
      href: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
    },
    wrongId: '“AADSTS700016” or “AADSTS50011”',
  },
};
