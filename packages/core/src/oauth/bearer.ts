/** What an Authorization header says about a bearer token. */
export type BearerDecision =
  | { readonly kind: 'token'; readonly token: string }
  /** No header, or one of another scheme: no attempt was made, so the challenge names no error (RFC 6750 3.1). */
  | { readonly kind: 'absent' }
  | { readonly kind: 'malformed' };

const MAX_TOKEN_LENGTH = 512;

/** Reads a bearer token from the Authorization header (RFC 6750 2.1); the scheme's case does not matter (RFC 9110 11.1). */
export function parseBearer(authorization: string | undefined | null): BearerDecision {
  const header = authorization?.trim() ?? '';
  if (!/^bearer(?:\s|$)/i.test(header)) return { kind: 'absent' };
  const token = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(header)?.[1];
  return token === undefined || token.length > MAX_TOKEN_LENGTH ? { kind: 'malformed' } : { kind: 'token', token };
}

export interface BearerChallenge {
  readonly error: 'invalid_request' | 'invalid_token' | 'insufficient_scope';
  readonly description?: string;
  /** The scope that the call needs, space-separated. */
  readonly scope?: string;
}

/** The value of `WWW-Authenticate` (RFC 6750 3). Without a challenge only the scheme is named, for a request that carried no token. */
export function bearerChallenge(realm: string, challenge: BearerChallenge | null = null): string {
  const parts: [string, string | undefined][] = [
    ['realm', realm],
    ['error', challenge?.error],
    ['error_description', challenge?.description],
    ['scope', challenge?.scope],
  ];
  const said = parts.filter((part): part is [string, string] => part[1] !== undefined);
  return `Bearer ${said.map(([name, value]) => `${name}="${quotable(value)}"`).join(', ')}`;
}

/** What `error_description` and `scope` may hold (RFC 6750 3), so that a quoted string never needs escaping. */
function quotable(text: string): string {
  return text.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, '');
}
