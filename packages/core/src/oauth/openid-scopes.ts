import type { DeclaredScope } from './client';

/** What the consent page says in its own words: to everybody, and of the scope that opens more than name and address. In the person's language. */
export interface StandardConsentSentences {
  readonly identity: string;
  readonly offline_access: string;
}

/**
 * The scopes that OpenID Connect defines and that every GPT knows without declaring them (OpenID Connect Core 5.4 and 11), each with which sentence the consent
 * page says of it. Null: none beyond what it says to everybody, that their name and address become known. A GPT that declares one of these names
 * itself says its own sentence and decides whether it is a default; what the scope opens stays what the standard says.
 */
export const OPENID_SCOPES = {
  openid: null,
  email: null,
  profile: null,
  offline_access: 'offline_access',
} as const satisfies Record<string, keyof StandardConsentSentences | null>;

export type OpenIdScope = keyof typeof OPENID_SCOPES;

/** Whether the name is one of OpenID Connect's that we know. */
export function isOpenIdScope(name: string): name is OpenIdScope {
  return Object.hasOwn(OPENID_SCOPES, name);
}

/** Every scope name that a client with these declared scopes may ask for: its own first, in its order, then OpenID Connect's. */
export function recognisedScopes(declared: readonly DeclaredScope[]): readonly string[] {
  return [...new Set([...declared.map(({ name }) => name), ...Object.keys(OPENID_SCOPES)])];
}

/**
 * What a request for these names amounts to. Null: a name that nobody declared, in a plain OAuth request, which RFC 6749 3.3 lets us refuse and
 * which is a misspelling far more often than anything else. In an OpenID request (`openid` among the names) unknown names are passed over
 * instead, as OpenID Connect Core 3.1.2.1 asks: strangers' clients send `address` or `phone` to everybody.
 *
 * Named is meant: asking for `openid email` grants these and none of the GPT's defaults, which stand in only for a request that names nothing.
 */
export function resolveScopes(named: readonly string[], declared: readonly DeclaredScope[]): readonly string[] | null {
  if (named.length === 0) return declared.filter(({ isDefault }) => isDefault).map(({ name }) => name);
  const recognised = recognisedScopes(declared);
  const known = named.filter((name) => recognised.includes(name));
  return known.length === named.length || named.includes('openid') ? known : null;
}

/**
 * What the consent page says of these scopes, in their order. That name and address become known it says to everybody, because the creator's API
 * learns them from verify whatever is granted.
 */
export function consentSentences(
  scopes: readonly string[],
  declared: readonly { readonly name: string; readonly description: string }[],
  standard: StandardConsentSentences,
): readonly string[] {
  const standardOf = (name: string): string | null => {
    const which = isOpenIdScope(name) ? OPENID_SCOPES[name] : null;
    return which === null ? null : standard[which];
  };
  const sentenceOf = (name: string): string | null =>
    declared.find((scope) => scope.name === name)?.description ?? standardOf(name);
  return [standard.identity, ...scopes.flatMap((name) => sentenceOf(name) ?? [])];
}
