import { Refusal, readForm, sendPage, sendRedirect } from '../answers.mjs';
import { authorizePage } from './authorize-page.mjs';
import { parseAuthorizeRequest } from './authorize-request.mjs';
import { Grants, provesChallenge } from './grants.mjs';
import { personFrom } from './people.mjs';

/** The service's own client, as the platform's configuration has it, and one that a creator may enter as theirs. */
const clients = new Map([
  ['gatehouse-sandbox', 'gatehouse-sandbox-secret'],
  ['creators-own-client', 'creators-own-secret'],
]);

/**
 * A provider that stands in: its registered clients, the codes and tokens that it gave out.
 * @param {(person: {email: string, name: string, verified: boolean}) => object} profileOf what the provider says about a person
 */
export const createProvider = ({ id, name, publicUrl, profileOf, redirectPaths = [`/sign-in/${id}/callback`] }) => ({
  id,
  name,
  publicUrl,
  profileOf,
  clients,
  redirectUris: redirectPaths.map((path) => `${publicUrl}${path}`),
  grants: new Grants(),
});

/** GET: the account chooser. */
export const showChooser = (provider, { response, query }) =>
  sendPage(response, authorizePage(provider, query, parseAuthorizeRequest(query, provider)));

/**
 * One POST chooses an account, describes another one, or cancels.
 * @param {Record<string, string>} extras what the provider adds to its answer
 */
export async function choose(provider, { request, response }, extras = {}) {
  const form = await readForm(request);
  const asked = parseAuthorizeRequest(form, provider);
  const target = new URL(asked.redirectUri);
  if (asked.state !== null) target.searchParams.set('state', asked.state);
  if (form.get('decision') === 'deny') {
    target.searchParams.set('error', 'access_denied');
    return sendRedirect(response, target.href);
  }
  const person = personFrom(form);
  if (person === null)
    return sendPage(response, authorizePage(provider, form, asked, 'Give an email address, like ada@example.com.'), 400);
  target.searchParams.set('code', provider.grants.issueCode({ ...asked, profile: provider.profileOf(person) }));
  for (const [key, value] of Object.entries(extras)) target.searchParams.set(key, value);
  return sendRedirect(response, target.href);
}

/**
 * Whether a token request is in order.
 * @returns {{grant: object} | {fault: 'client' | 'secret' | 'grant_type' | 'grant' | 'redirect_uri' | 'verifier'}}
 */
export function judgeTokenRequest(provider, [clientId, clientSecret], form) {
  if (!provider.clients.has(clientId)) return { fault: 'client' };
  if (provider.clients.get(clientId) !== clientSecret) return { fault: 'secret' };
  if (form.get('grant_type') !== 'authorization_code') return { fault: 'grant_type' };
  const grant = provider.grants.takeCode(form.get('code') ?? '');
  if (grant === null || grant.clientId !== clientId) return { fault: 'grant' };
  if (form.get('redirect_uri') !== grant.redirectUri) return { fault: 'redirect_uri' };
  if (!provesChallenge(grant.challenge, form.get('code_verifier'))) return { fault: 'verifier' };
  return { grant };
}

/** The profile that belongs to the bearer token of a request. */
export function profileFor(provider, { request, query }) {
  const bearer = /^(?:Bearer|token) (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const profile = provider.grants.profileFor(bearer ?? query.get('access_token') ?? '');
  if (profile === null) throw new Refusal({ status: 401, code: 'invalid_request', message: 'Invalid Credentials', as: 'json' });
  return profile;
}
