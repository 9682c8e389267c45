/**
 * Gives the path to go back to after signing in, or `/`. Only a path of this very origin is accepted: `//evil.example`
 * and `https://…` would make the sign-in page a stepping stone for phishing (RFC 9700 section 4.11). Looked at as it will be used,
 * since `/..//evil.example` is `//evil.example` once its dots are resolved.
 */
export function parseReturnPath(value: string | null): string {
  if (value === null || !value.startsWith('/')) return '/';
  const base = 'https://gatehouse.invalid';
  const url = URL.parse(value, base);
  if (url === null || url.origin !== base || url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The page that takes the emailed code, for this address; where the member was going is kept. */
export function buildVerifyPath(email: string, params: URLSearchParams): string {
  const next = new URLSearchParams(params);
  next.set('email', email.trim());
  next.delete('error');
  return `/verify-email?${next}`;
}

/** The page that takes the code for a new password, for this address; where the member was going is kept. */
export function buildResetPath(email: string, params: URLSearchParams): string {
  const next = new URLSearchParams(params);
  next.set('email', email.trim());
  return `/reset-password?${next}`;
}

/** The page that asks to which address a code for a new password goes, with what was typed already. */
export function buildForgotPath(params: URLSearchParams, typed = params.get('email') ?? ''): string {
  const next = new URLSearchParams();
  const to = parseReturnPath(params.get('return_to'));
  if (to !== '/') next.set('return_to', to);
  if (typed.trim() !== '') next.set('email', typed.trim());
  return next.size === 0 ? '/forgot-password' : `/forgot-password?${next}`;
}

/** The sign-in page, remembering where the member was. */
export function buildSignInPath(from: string): string {
  return from === '/' ? '/sign-in' : `/sign-in?return_to=${encodeURIComponent(from)}`;
}

/** The page for a new account; of the address it comes from, only where the member was going is kept. */
export function buildSignUpPath(params: URLSearchParams): string {
  const to = parseReturnPath(params.get('return_to'));
  return to === '/' ? '/sign-up' : `/sign-up?return_to=${encodeURIComponent(to)}`;
}
