import { judgeTokenRequest } from '../accounts/provider.mjs';
import { readForm, Refusal, sendJson } from '../answers.mjs';

/** Google's answers to what is wrong. */
const refusals = {
  client: [401, 'invalid_client', 'The OAuth client was not found.'],
  secret: [401, 'invalid_client', 'The provided client secret is invalid.'],
  grant_type: [400, 'unsupported_grant_type', 'Invalid grant_type.'],
  grant: [400, 'invalid_grant', 'Malformed auth code, or one that was used or has expired.'],
  redirect_uri: [400, 'redirect_uri_mismatch', 'Bad Request'],
  verifier: [400, 'invalid_grant', 'Invalid code verifier.'],
};

/** Client id and secret from the body or from HTTP Basic. */
function credentialsOf(request, form) {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '');
  if (basic === null) return [form.get('client_id'), form.get('client_secret')];
  const [id, ...secret] = Buffer.from(basic[1], 'base64').toString('utf8').split(':');
  return [decodeURIComponent(id), decodeURIComponent(secret.join(':'))];
}

/** POST /dev/google/token: a code for an access token and an ID token. */
export async function answerToken({ request, response, google }) {
  const form = await readForm(request);
  const { grant, fault } = judgeTokenRequest(google, credentialsOf(request, form), form);
  if (fault !== undefined) {
    const [status, code, message] = refusals[fault];
    throw new Refusal({ status, code, message, as: 'json' });
  }
  const { accessToken, expiresInSeconds } = google.grants.issueToken(grant.profile);
  const claims = { ...grant.profile, azp: grant.clientId };
  const signed = { claims, issuer: `${google.publicUrl}/dev/google`, grant, accessToken };
  sendJson(response, {
    access_token: accessToken,
    expires_in: expiresInSeconds,
    scope: grant.scopes.join(' '),
    token_type: 'Bearer',
    ...(grant.scopes.includes('openid') && { id_token: await google.idTokens.sign(signed) }),
  });
}
