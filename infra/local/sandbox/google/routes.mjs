import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { readForm, Refusal, sendJson, sendPage, sendRedirect } from '../answers.mjs';
import { accountFrom, profileOf } from './accounts.mjs';
import { authorizePage } from './authorize-page.mjs';
import { parseAuthorizeRequest } from './authorize-request.mjs';
import { Grants } from './grants.mjs';
import { answerToken } from './token.mjs';

const keyId = 'sandbox';

/** OpenID Connect Core 3.1.3.6: the left half of the access token's hash. */
const halfHash = (text) => createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');

function idTokenSigner(privateKey, issuer, client) {
  return ({ profile, nonce }, accessToken) =>
    new SignJWT({ ...profile, azp: client.clientId, at_hash: halfHash(accessToken), ...(nonce && { nonce }) })
      .setProtectedHeader({ alg: 'RS256', kid: keyId, typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(client.clientId)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
}

/** The sandbox's Google: one registered client, whose id and secret are the ones in the platform's configuration. */
export async function createGoogle(publicUrl) {
  const client = {
    clientId: 'gatehouse-sandbox',
    clientSecret: 'gatehouse-sandbox-secret',
    redirectUris: [`${publicUrl}/auth/google/callback`, `${publicUrl}/sign-in/google/callback`],
  };
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' };
  return { client, grants: new Grants(), jwk, signIdToken: idTokenSigner(privateKey, `${publicUrl}/dev/google`, client) };
}

const showChooser = ({ response, query, google }) =>
  sendPage(response, authorizePage(query, parseAuthorizeRequest(query, google.client)));

/** One POST chooses an account, describes another one, or cancels. */
async function choose({ request, response, google }) {
  const form = await readForm(request);
  const asked = parseAuthorizeRequest(form, google.client);
  const target = new URL(asked.redirectUri);
  if (asked.state !== null) target.searchParams.set('state', asked.state);
  if (form.get('decision') === 'deny') {
    target.searchParams.set('error', 'access_denied');
    return sendRedirect(response, target.href);
  }
  const account = accountFrom(form);
  if (account === null)
    return sendPage(response, authorizePage(form, asked, 'Give an email address, like ada@example.com.'), 400);
  target.searchParams.set('code', google.grants.issueCode({ ...asked, profile: profileOf(account) }));
  target.searchParams.set('scope', asked.scopes.join(' '));
  target.searchParams.set('authuser', '0');
  target.searchParams.set('prompt', 'consent');
  return sendRedirect(response, target.href);
}

/** The token in the header, or in the query, where Google's client library for Passport puts it. */
function answerUserinfo({ request, response, query, google }) {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const profile = google.grants.profileFor(bearer ?? query.get('access_token') ?? '');
  if (profile === null) throw new Refusal({ status: 401, code: 'invalid_request', message: 'Invalid Credentials', as: 'json' });
  sendJson(response, profile);
}

export const googleRoutes = {
  'GET /dev/google/authorize': showChooser,
  'POST /dev/google/authorize': choose,
  'POST /dev/google/token': answerToken,
  'GET /dev/google/userinfo': answerUserinfo,
  'GET /dev/google/certs': ({ response, google }) => sendJson(response, { keys: [google.jwk] }),
};
