import type { DeclaredScope } from './client';

/**
 * The scopes that OpenID Connect defines and that every GPT knows without declaring them, with the sentence that the consent page shows
 * (OpenID Connect Core 5.4 and 11). A GPT that declares one of these names itself keeps its own sentence and decides whether it is a default; what
 * the scope opens stays what the standard says.
 */
export const OPENID_SCOPES = {
  openid: 'Know that it is you',
  email: 'See your email address',
  profile: 'See your name',
  offline_access: 'Keep you signed in',
} as const satisfies Record<string, string>;

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

/** The sentence that the consent page shows for a scope: the GPT's own, else the standard's; null for one that neither knows. */
export function scopeSentence(
  name: string,
  declared: readonly { readonly name: string; readonly description: string }[],
): string | null {
  const own = declared.find((scope) => scope.name === name)?.description;
  return own ?? (isOpenIdScope(name) ? OPENID_SCOPES[name] : null);
}
