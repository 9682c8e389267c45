import type { AuthorizeErrorCode } from './authorize-errors';
import type { ProvenRedirectUri } from './redirect-uri';

/** What the client learns: a code, or why there is none. */
export type AuthorizeAnswer =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'error'; readonly error: AuthorizeErrorCode; readonly description: string };

/**
 * The URL that takes the person back to the client (RFC 6749 4.1.2 and 4.1.2.1), with the state exactly as it came and the issuer, so that an
 * answer cannot be passed off as another server's (RFC 9207 2). A query that the redirect URI has already stays in front, untouched.
 */
export function redirectAnswer(
  redirectUri: ProvenRedirectUri,
  answer: AuthorizeAnswer,
  state: string | null,
  issuer: string,
): string {
  const parameters: [string, string][] =
    answer.kind === 'code'
      ? [['code', answer.code]]
      : [
          ['error', answer.error],
          ['error_description', answer.description],
        ];
  if (state !== null) parameters.push(['state', state]);
  parameters.push(['iss', issuer]);
  // Appended as text: a URL object would rewrite what the client registered. %20 for a space, which every decoder reads back as one.
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&');
  if (!redirectUri.includes('?')) return `${redirectUri}?${query}`;
  return /[?&]$/.test(redirectUri) ? `${redirectUri}${query}` : `${redirectUri}&${query}`;
}
