import { bearerChallenge, type UserinfoDecision } from '@gatehouse/core';
import { type JsonAnswer, oauthError } from '../json-endpoints/json-answer';

const REALM = 'gatehouse';

/** The request carried no token: the challenge names no error, because none was made (RFC 6750 3.1). */
export const NO_TOKEN: JsonAnswer = {
  status: 401,
  headers: { 'www-authenticate': bearerChallenge(REALM) },
  body: null,
};

/** What the caller is told (OpenID Connect Core 5.3.2 and 5.3.3). */
export function userinfoAnswer(decision: UserinfoDecision): JsonAnswer {
  switch (decision.kind) {
    case 'claims':
      return { status: 200, body: decision.claims };
    case 'invalid_token':
      return challenged(401, 'invalid_token', 'The access token is not valid.');
    case 'insufficient_scope':
      return challenged(403, 'insufficient_scope', 'The access token was not granted openid.', 'openid');
    case 'access_blocked':
      return oauthError(403, 'access_blocked', 'This person may not use this GPT.');
  }
}

function challenged(
  status: number,
  error: 'invalid_token' | 'insufficient_scope',
  description: string,
  scope?: string,
): JsonAnswer {
  const challenge = bearerChallenge(REALM, { error, description, ...(scope === undefined ? {} : { scope }) });
  return oauthError(status, error, description, { 'www-authenticate': challenge });
}
