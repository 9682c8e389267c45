import { Refusal } from '../answers.mjs';

/** The parameters that make a request; the page hands them on to the form and nothing else. */
export const carried = [
  'client_id',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'login_hint',
  'prompt',
  'access_type',
  'hd',
  'include_granted_scopes',
];

const refuse = (code, message, status = 400) => {
  throw new Refusal({ status, code, message });
};

function demandOnce(parameters) {
  for (const name of carried) {
    if (parameters.getAll(name).length > 1) refuse('invalid_request', `OAuth 2 parameters can only have a single value: ${name}`);
  }
}

function readChallenge(parameters) {
  const challenge = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method');
  if (challenge === null || challenge === '') {
    if (method) refuse('invalid_request', 'code_challenge_method is given without code_challenge.');
    return null;
  }
  if (method !== 'S256') refuse('invalid_request', 'code_challenge_method must be S256.');
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge)) refuse('invalid_request', 'code_challenge is not the base64url of a SHA-256.');
  return challenge;
}

/**
 * Checks an authorization request as the providers do: they show an error page of their own for everything that is wrong with it and send nobody on.
 * Stricter in one thing: the plain PKCE method, which they still take, is refused (RFC 9700 2.1.1).
 * @param {URLSearchParams} parameters
 * @param {{clients: Map<string, string>, redirectUris: string[]}} registered the clients with their secrets, and where they may return to.
 * @throws {Refusal}
 */
export function parseAuthorizeRequest(parameters, registered) {
  demandOnce(parameters);
  const value = (name) => parameters.get(name) || null;
  if (value('client_id') === null) refuse('invalid_request', 'Missing required parameter: client_id');
  if (!registered.clients.has(value('client_id'))) refuse('invalid_client', 'The OAuth client was not found.', 401);
  if (value('redirect_uri') === null) refuse('invalid_request', 'Missing required parameter: redirect_uri');
  if (!registered.redirectUris.includes(value('redirect_uri'))) {
    refuse(
      'redirect_uri_mismatch',
      `The redirect URI in the request does not match those registered: ${registered.redirectUris.join(', ')}`,
    );
  }
  if (value('response_type') === null) refuse('invalid_request', 'Missing required parameter: response_type');
  if (value('response_type') !== 'code') refuse('unsupported_response_type', 'Only response_type=code is served here.');
  if (value('scope') === null) refuse('invalid_scope', 'Missing required parameter: scope');
  return {
    clientId: value('client_id'),
    redirectUri: value('redirect_uri'),
    scopes: value('scope').split(/\s+/),
    state: value('state'),
    nonce: value('nonce'),
    challenge: readChallenge(parameters),
    loginHint: value('login_hint'),
  };
}
