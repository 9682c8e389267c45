import { ChatGptError } from './chatgpt.errors';

/** What ChatGPT puts up with but a person will feel later. */
export type TokenWarning = 'no_refresh_token' | 'expires_in_not_an_integer' | 'token_type_not_bearer';

export interface TokenSet {
  accessToken: string;
  refreshToken: string | null;
  expiresInSeconds: number | null;
  /** Space-separated, as the server stated it; null where it stated none. */
  scope: string | null;
  warnings: TokenWarning[];
}

/**
 * Reads a token answer (RFC 6749 5.1). ChatGPT looks for an access token and for nothing else first, so whatever has none,
 * an error included, is shown to the person as "Missing access token".
 */
export function parseTokenResponse(status: number, body: string): TokenSet {
  const answer = asObject(body);
  const accessToken = textOf(answer?.['access_token']);
  if (status < 200 || status > 299 || accessToken === null) throw missingAccessToken(status, answer);
  const refreshToken = textOf(answer?.['refresh_token']);
  const expiresIn = answer?.['expires_in'];
  const expiresInSeconds = Number.isInteger(expiresIn) ? (expiresIn as number) : null;
  const warnings: TokenWarning[] = [];
  if (refreshToken === null) warnings.push('no_refresh_token');
  if (expiresInSeconds === null) warnings.push('expires_in_not_an_integer');
  if (textOf(answer?.['token_type'])?.toLowerCase() !== 'bearer') warnings.push('token_type_not_bearer');
  return { accessToken, refreshToken, expiresInSeconds, scope: textOf(answer?.['scope']), warnings };
}

function missingAccessToken(status: number, answer: Record<string, unknown> | null): ChatGptError {
  const error = textOf(answer?.['error']);
  const errorDescription = textOf(answer?.['error_description']);
  const said = error ?? (answer === null ? 'an answer that is not a JSON object' : 'no access_token');
  return new ChatGptError('missing_access_token', `The Token URL answered ${status} with ${said}.`, {
    status,
    ...(error === null ? {} : { error }),
    ...(errorDescription === null ? {} : { errorDescription }),
  });
}

function asObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
