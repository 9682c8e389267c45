import type { IdTokenHint } from './authentication';

/**
 * Whom `id_token_hint` names (OpenID Connect Core 3.1.2.1). `claims` are those of a JWT whose signature was proven to be this issuer's, null when it
 * was not. Its expiry does not matter: the client says whom it knew, not who is signed in.
 */
export function hintFrom(
  claims: Readonly<Record<string, unknown>> | null,
  expected: { readonly issuer: string; readonly clientId: string },
): IdTokenHint {
  const audience = claims === null ? [] : [claims['aud']].flat();
  const subject = claims?.['sub'];
  if (
    claims === null ||
    claims['iss'] !== expected.issuer ||
    !audience.includes(expected.clientId) ||
    typeof subject !== 'string'
  )
    return { kind: 'unreadable' };
  return { kind: 'person', subscriberId: subject };
}
