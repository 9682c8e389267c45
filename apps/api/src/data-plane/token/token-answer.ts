import { type TokenRefusal, tokenRefusalStatus, type TokenResponse } from '@gatehouse/core';

/** An answer of the token endpoint, ready to be sent. */
export interface TokenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

export function issued(body: TokenResponse): TokenAnswer {
  return { status: 200, headers: {}, body };
}

/** RFC 6749 5.2. A 401 names the scheme that would do, as RFC 9110 11.6.1 requires of every 401. */
export function refused(refusal: TokenRefusal, realm: string): TokenAnswer {
  const status = tokenRefusalStatus(refusal);
  return {
    status,
    headers: status === 401 ? { 'www-authenticate': `Basic realm="${realm}", charset="UTF-8"` } : {},
    body: { error: refusal.error, error_description: refusal.description },
  };
}

/** What RFC 6749 5.2 has no word for. */
export function trouble(
  status: number,
  error: string,
  description: string,
  headers: Readonly<Record<string, string>> = {},
): TokenAnswer {
  return { status, headers, body: { error, error_description: description } };
}
