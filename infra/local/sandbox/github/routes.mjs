import { createHash } from 'node:crypto';
import { choose, createProvider, judgeTokenRequest, profileFor, showChooser } from '../accounts/provider.mjs';
import { readForm, sendJson } from '../answers.mjs';

/** GitHub's account ids are small whole numbers. The same address has the same one at every start. */
const idOf = (email) => createHash('sha256').update(email).digest().readUInt32BE(0) + 1;

function profileOf({ email, name, verified }) {
  const address = email.trim().toLowerCase();
  const login = address.split('@')[0].replace(/[^a-z0-9-]/g, '-');
  return {
    user: { id: idOf(address), login, name: name.trim(), email: null, type: 'User' },
    emails: [
      { email: `${idOf(address)}+${login}@users.noreply.github.com`, primary: false, verified: true, visibility: null },
      { email: address, primary: true, verified, visibility: 'private' },
    ],
  };
}

export const createGitHub = (publicUrl) => createProvider({ id: 'github', name: 'GitHub', publicUrl, profileOf });

/** GitHub refuses with status 200, but for a client that it does not know. */
const refusals = {
  secret: ['incorrect_client_credentials', 'The client_id and/or client_secret passed are incorrect.'],
  grant_type: ['unsupported_grant_type', 'The grant type is not supported.'],
  grant: ['bad_verification_code', 'The code passed is incorrect or expired.'],
  redirect_uri: ['redirect_uri_mismatch', 'The redirect_uri MUST match the registered callback URL for this application.'],
  verifier: ['bad_verification_code', 'The code passed is incorrect or expired.'],
};

async function answerToken({ request, response, github }) {
  const form = await readForm(request);
  const { grant, fault } = judgeTokenRequest(github, [form.get('client_id'), form.get('client_secret')], form);
  if (fault === 'client') return sendJson(response, { error: 'Not Found' }, 404);
  if (fault !== undefined) {
    const [error, error_description] = refusals[fault];
    return sendJson(response, { error, error_description });
  }
  const { accessToken } = github.grants.issueToken(grant.profile);
  return sendJson(response, { access_token: accessToken, scope: grant.scopes.join(','), token_type: 'bearer' });
}

export const githubRoutes = {
  'GET /dev/github/authorize': (context) => showChooser(context.github, context),
  'POST /dev/github/authorize': (context) => choose(context.github, context),
  'POST /dev/github/token': answerToken,
  'GET /dev/github/user': (context) => sendJson(context.response, profileFor(context.github, context).user),
  'GET /dev/github/user/emails': (context) => sendJson(context.response, profileFor(context.github, context).emails),
};
