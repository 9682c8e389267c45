import { createHash } from 'node:crypto';
import { createIdTokens } from '../accounts/id-tokens.mjs';
import { choose, createProvider, judgeTokenRequest, profileFor, showChooser } from '../accounts/provider.mjs';
import { readForm, sendJson } from '../answers.mjs';

/** The tenant of personal accounts, and that of an organisation which vouches for nobody's address. */
const personalTenant = '9188040d-6c67-4c5b-b112-36a304b66dad';
const organisation = '5f5b7d1a-0c64-4f0a-9a0d-3b1f3f4f9f10';

const objectIdOf = (email) =>
  createHash('sha256')
    .update(email)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

function profileOf({ email, name, verified }) {
  const address = email.trim().toLowerCase();
  const oid = objectIdOf(address);
  return { oid, tid: verified ? personalTenant : organisation, sub: oid, name: name.trim(), email: address };
}

export const createMicrosoft = async (publicUrl) => ({
  ...createProvider({ id: 'microsoft', name: 'Microsoft', publicUrl, profileOf }),
  idTokens: await createIdTokens(),
});

const refusals = {
  client: [400, 'unauthorized_client', 'AADSTS700016: Application with identifier was not found in the directory.'],
  secret: [401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.'],
  grant_type: [400, 'unsupported_grant_type', 'AADSTS70003: The app requested an unsupported grant type.'],
  grant: [400, 'invalid_grant', 'AADSTS70008: The provided authorization code or refresh token has expired.'],
  redirect_uri: [400, 'invalid_grant', 'AADSTS70000: The provided value for the input parameter redirect_uri is not valid.'],
  verifier: [400, 'invalid_grant', 'AADSTS501481: The Code_Verifier does not match the code_challenge.'],
};

async function answerToken({ request, response, microsoft }) {
  const form = await readForm(request);
  const { grant, fault } = judgeTokenRequest(microsoft, [form.get('client_id'), form.get('client_secret')], form);
  if (fault !== undefined) {
    const [status, error, error_description] = refusals[fault];
    return sendJson(response, { error, error_description }, status);
  }
  const { accessToken, expiresInSeconds } = microsoft.grants.issueToken(grant.profile);
  const issuer = `${microsoft.publicUrl}/dev/microsoft/${grant.profile.tid}/v2.0`;
  const signed = { claims: { ...grant.profile, ver: '2.0' }, issuer, grant, accessToken };
  return sendJson(response, {
    access_token: accessToken,
    expires_in: expiresInSeconds,
    scope: grant.scopes.join(' '),
    token_type: 'Bearer',
    id_token: await microsoft.idTokens.sign(signed),
  });
}

export const microsoftRoutes = {
  'GET /dev/microsoft/authorize': (context) => showChooser(context.microsoft, context),
  'POST /dev/microsoft/authorize': (context) => choose(context.microsoft, context),
  'POST /dev/microsoft/token': answerToken,
  'GET /dev/microsoft/userinfo': (context) => sendJson(context.response, profileFor(context.microsoft, context)),
};
