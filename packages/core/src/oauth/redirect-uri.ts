/** The longest callback URL that can be registered, in characters. */
export const MAX_REDIRECT_URI_LENGTH = 2000;

/** Why a callback URL cannot be registered. */
export type RedirectUriFault =
  | 'too_long'
  | 'not_absolute'
  | 'scheme_not_allowed'
  | 'http_only_on_loopback'
  | 'has_fragment'
  | 'has_credentials'
  | 'host_not_plain'
  | 'has_wildcard'
  | 'has_answer_parameter'
  | 'not_plain_ascii';

/** What to tell the creator about each fault. */
export const REDIRECT_URI_FAULTS: Readonly<Record<RedirectUriFault, string>> = {
  too_long: `A callback URL has at most ${MAX_REDIRECT_URI_LENGTH} characters.`,
  not_absolute: 'A callback URL is complete: it begins with https:// and names a host.',
  scheme_not_allowed: 'A callback URL begins with https://.',
  http_only_on_loopback: 'Only a callback on this computer (localhost, 127.0.0.1 or [::1]) may use http; use https.',
  has_fragment: 'A callback URL has no part after #.',
  has_credentials: 'A callback URL holds no user name or password.',
  host_not_plain: 'The host of a callback URL is a domain name or an address: letters, digits, dots and hyphens.',
  has_wildcard: 'A callback URL is exact; it holds no *.',
  has_answer_parameter: 'The query of a callback URL must not hold code, state, iss or error: those are added by the answer.',
  not_plain_ascii: 'A callback URL holds no spaces, backslashes or letters outside of ASCII; percent-encode them.',
};

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);
/** What a URL parser lets a host hold besides, such as `;` and `,`, would end a directive where the host is named in a content security policy. */
const PLAIN_HOST = /^(?:[a-z0-9.-]+|\[::1\])$/;
const ANSWER_PARAMETERS = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri'];

/**
 * Whether a callback URL may be registered: absolute, https or http on loopback, no fragment (RFC 6749 3.1.2, RFC 9700 2.1 and 4.1, RFC 8252
 * 7.3 and 8.3). Answers the fault, or null when there is none. The text is kept exactly as given, because it is compared exactly.
 */
export function redirectUriFault(text: string): RedirectUriFault | null {
  if (text.length > MAX_REDIRECT_URI_LENGTH) return 'too_long';
  if (!/^[\x21-\x7e]*$/.test(text) || text.includes('\\')) return 'not_plain_ascii';
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) return 'not_absolute';
  if (!/^https?:/i.test(text)) return 'scheme_not_allowed';
  // A URL parser forgives `https:host` and `https:///host`; the browsers that follow the redirect need not agree on where those lead.
  if (!/^https?:\/\/[^/?#]/i.test(text) || !URL.canParse(text)) return 'not_absolute';
  const url = new URL(text);
  if (text.includes('#')) return 'has_fragment';
  const authority = text.split('/')[2] ?? '';
  if (url.username !== '' || url.password !== '' || authority.includes('@')) return 'has_credentials';
  if (text.includes('*')) return 'has_wildcard';
  // A parser decodes `%30` in a host; written so, it is another host to whoever does not.
  if (!PLAIN_HOST.test(url.hostname) || authority.includes('%')) return 'host_not_plain';
  if (url.protocol === 'http:' && !LOOPBACK_HOSTS.has(url.hostname)) return 'http_only_on_loopback';
  if (ANSWER_PARAMETERS.some((name) => url.searchParams.has(name))) return 'has_answer_parameter';
  return null;
}

declare const proven: unique symbol;

/**
 * A redirect URI that was found among the registered ones of a client. Everything that builds a redirect asks for this type, and
 * `proveRedirectUri` is its only source: redirecting to an unproven URI does not compile (RFC 9700 4.1, 4.11).
 */
export type ProvenRedirectUri = string & { readonly [proven]: true };

/** Compares a redirect URI with the registered ones as exact strings: no pattern, no prefix, no normalisation (RFC 9700 2.1, RFC 3986 6.2.1). */
export function proveRedirectUri(registered: readonly string[], candidate: string): ProvenRedirectUri | null {
  return registered.includes(candidate) ? (candidate as ProvenRedirectUri) : null;
}
