/**
 * Gives the path to go back to after signing in, or `/`. Only a path of this very origin is accepted: `//evil.example`
 * and `https://…` would make the sign-in page a stepping stone for phishing (RFC 9700 section 4.11).
 */
export function parseReturnPath(value: string | null): string {
  if (value === null || !value.startsWith('/')) return '/';
  const base = 'https://gatehouse.invalid';
  const url = URL.parse(value, base);
  return url !== null && url.origin === base ? `${url.pathname}${url.search}${url.hash}` : '/';
}

/** The sign-in page, remembering where the member was. */
export function buildSignInPath(from: string): string {
  return from === '/' ? '/sign-in' : `/sign-in?return_to=${encodeURIComponent(from)}`;
}
