import { readForm, Refusal, sendJson } from '../answers.mjs';
import { provesChallenge } from './grants.mjs';

const refuse = (status, code, message) => {
  throw new Refusal({ status, code, message, as: 'json' });
};

/** Client id and secret from the body or from HTTP Basic. */
function credentialsOf(request, form) {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '');
  if (basic === null) return [form.get('client_id'), form.get('client_secret')];
  const [id, ...secret] = Buffer.from(basic[1], 'base64').toString('utf8').split(':');
  return [decodeURIComponent(id), decodeURIComponent(secret.join(':'))];
}

function demandGrant(form, { client, grants }) {
  const grant = grants.takeCode(form.get('code') ?? '');
  if (grant === null) refuse(400, 'invalid_grant', 'Malformed auth code, or one that was used or has expired.');
  if (form.get('redirect_uri') !== grant.redirectUri) refuse(400, 'redirect_uri_mismatch', 'Bad Request');
  if (!provesChallenge(grant.challenge, form.get('code_verifier'))) refuse(400, 'invalid_grant', 'Invalid code verifier.');
  if (grant.clientId !== client.clientId) refuse(400, 'invalid_grant', 'Bad Request');
  return grant;
}

/** POST /dev/google/token: a code for an access token and an ID token, with Google's answers to what is wrong. */
export async function answerToken({ request, response, google }) {
  const form = await readForm(request);
  const [id, secret] = credentialsOf(request, form);
  if (id !== google.client.clientId) refuse(401, 'invalid_client', 'The OAuth client was not found.');
  if (secret !== google.client.clientSecret) refuse(401, 'invalid_client', 'The provided client secret is invalid.');
  if (form.get('grant_type') !== 'authorization_code')
    refuse(400, 'unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type') ?? ''}`);
  const grant = demandGrant(form, google);
  const { accessToken, expiresInSeconds } = google.grants.issueToken(grant.profile);
  sendJson(response, {
    access_token: accessToken,
    expires_in: expiresInSeconds,
    scope: grant.scopes.join(' '),
    token_type: 'Bearer',
    ...(grant.scopes.includes('openid') && { id_token: await google.signIdToken(grant, accessToken) }),
  });
}
