/** Services that vouch for a person by an account of theirs; the order is the one in which pages offer them. */
export const IDENTITY_PROVIDERS = ['google', 'github', 'microsoft'] as const;

export type IdentityProvider = (typeof IDENTITY_PROVIDERS)[number];

/** Names of their own, which no language translates. */
export const PROVIDER_NAMES: Readonly<Record<IdentityProvider, string>> = {
  google: 'Google',
  github: 'GitHub',
  microsoft: 'Microsoft',
};

export function isIdentityProvider(value: unknown): value is IdentityProvider {
  return IDENTITY_PROVIDERS.some((provider) => provider === value);
}

/** Who a provider says signed in. */
export interface ProviderAccount {
  /** The provider's own name of the account: never changes and is never given to somebody else, which an address can be. */
  readonly subject: string;
  /** In lower case; null when the provider names none. */
  readonly email: string | null;
  /** Whether the provider itself vouches that the address is this person's. */
  readonly emailVerified: boolean;
  readonly name: string | null;
}
