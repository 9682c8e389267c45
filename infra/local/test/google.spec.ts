import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { scratchDirectory } from './child';
import { authorizationRequest, CALLBACK, Sandbox } from './sandbox';

const scratch = scratchDirectory();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await Sandbox.start(scratch.path);
});

afterAll(async () => {
  await sandbox.stop();
  scratch.remove();
});

async function codeFor(fields: Record<string, string>, account: Record<string, string>): Promise<string> {
  const location = await sandbox.choose({ ...fields, ...account });
  return location.searchParams.get('code') ?? '';
}

describe('the sandbox that stands in for Google', () => {
  it('offers accounts, says that it is a sandbox, and hands the request on to its forms', async () => {
    const response = await sandbox.authorize(authorizationRequest().fields);
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('<strong>Sandbox</strong>');
    expect(page).toContain('ada@example.com');
    expect(page).toContain('value="a state &amp; &quot;more&quot;"');
  });

  it.each<[string, Record<string, string>, number]>([
    ['an unknown client', { client_id: 'somebody' }, 401],
    ['a redirect URI that is not registered', { redirect_uri: `${CALLBACK}/more` }, 400],
    ['no redirect URI', { redirect_uri: '' }, 400],
    ['another response type', { response_type: 'token' }, 400],
    ['no scope', { scope: '' }, 400],
    ['the plain PKCE method', { code_challenge_method: 'plain' }, 400],
    ['a challenge that is no SHA-256', { code_challenge: 'short' }, 400],
  ])('shows an error page and redirects nobody for %s', async (_, change, status) => {
    const fields = { ...authorizationRequest().fields, ...change };
    for (const response of [
      await sandbox.authorize(fields),
      await sandbox.post('/dev/google/authorize', { ...fields, email: 'ada@example.com' }),
    ]) {
      expect(response.status).toBe(status);
      expect(response.headers.get('location')).toBeNull();
    }
  });

  it('refuses a repeated parameter', async () => {
    const query = `${new URLSearchParams(authorizationRequest().fields).toString()}&scope=openid`;
    expect((await sandbox.get(`/dev/google/authorize?${query}`)).status).toBe(400);
  });

  it('sends the chosen account back with the state as it came', async () => {
    const location = await sandbox.choose({ ...authorizationRequest().fields, email: 'ada@example.com' });
    expect(location.origin + location.pathname).toBe(CALLBACK);
    expect(location.searchParams.get('state')).toBe('a state & "more"');
    expect(location.searchParams.get('code')).toMatch(/^4\//);
  });

  it('exchanges a code for a token, an ID token that its key verifies, and the same profile by header and by query', async () => {
    const { fields, verifier } = authorizationRequest();
    const response = await sandbox.token({
      code: await codeFor({ ...fields, nonce: 'n1' }, { email: 'ada@example.com' }),
      code_verifier: verifier,
    });
    const token = (await response.json()) as Record<string, string>;
    expect(token).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'openid email profile' });

    const { keys } = (await (await sandbox.get('/dev/google/certs')).json()) as { keys: JsonWebKey[] };
    const [header = '', payload = '', signature = ''] = (token['id_token'] ?? '').split('.');
    const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
    expect(verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))).toBe(true);
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    expect(claims).toMatchObject({ aud: fields['client_id'], email: 'ada@example.com', nonce: 'n1' });

    const access = token['access_token'] ?? '';
    const byHeader: unknown = await (await sandbox.get('/dev/google/userinfo', { authorization: `Bearer ${access}` })).json();
    const byQuery: unknown = await (await sandbox.get(`/dev/google/userinfo?access_token=${access}`)).json();
    expect(byHeader).toEqual(byQuery);
    expect(byHeader).toMatchObject({
      sub: claims['sub'],
      name: 'Ada Lovelace',
      given_name: 'Ada',
      email_verified: true,
      locale: 'en',
    });
    expect(claims['sub']).toMatch(/^1\d{20}$/);
  });

  it('refuses userinfo to an unknown token', async () => {
    expect((await sandbox.get('/dev/google/userinfo', { authorization: 'Bearer ya29.made-up' })).status).toBe(401);
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['a wrong verifier', { code_verifier: 'w'.repeat(43) }, 400, 'invalid_grant'],
    ['no verifier', { code_verifier: '' }, 400, 'invalid_grant'],
    ['another redirect URI', { redirect_uri: 'http://gatehouse.test/auth/google/callback' }, 400, 'redirect_uri_mismatch'],
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
    ['an unknown client', { client_id: 'wrong' }, 401, 'invalid_client'],
    ['another grant type', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['a made-up code', { code: '4/0Amade-up' }, 400, 'invalid_grant'],
  ])('refuses a token for %s', async (_, change, status, error) => {
    const { fields, verifier } = authorizationRequest();
    const code = await codeFor(fields, { email: 'ada@example.com' });
    const response = await sandbox.token({ code, code_verifier: verifier, ...change });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error });
  });

  it('takes a code once, however many ask at the same time', async () => {
    const { fields, verifier } = authorizationRequest();
    const code = await codeFor(fields, { email: 'grace@example.com' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => sandbox.token({ code, code_verifier: verifier })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(19);
  });

  it.each<[string, Record<string, string>, Record<string, unknown>]>([
    [
      'a sample whose address Google has not verified',
      { email: 'unverified@example.net' },
      { email_verified: false, name: 'Una Verified' },
    ],
    [
      'another, verified',
      { email: 'New@Example.org', name: 'New Person', email_verified: 'on' },
      { email: 'new@example.org', email_verified: true },
    ],
    ['another, unverified', { email: 'new@example.org', name: 'New Person' }, { email_verified: false, family_name: 'Person' }],
  ])('tells of an account: %s', async (_, account, expected) => {
    const { fields, verifier } = authorizationRequest();
    const answer = await sandbox.token({ code: await codeFor(fields, account), code_verifier: verifier });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    expect(await (await sandbox.get(`/dev/google/userinfo?access_token=${token}`)).json()).toMatchObject(expected);
  });

  it('asks again for an address that is none', async () => {
    const response = await sandbox.post('/dev/google/authorize', {
      ...authorizationRequest().fields,
      email: 'nobody',
      name: 'N',
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Give an email address');
  });

  it('tells the client that the person cancelled', async () => {
    const location = await sandbox.choose({ ...authorizationRequest().fields, decision: 'deny' });
    expect(location.searchParams.get('error')).toBe('access_denied');
    expect(location.searchParams.has('code')).toBe(false);
  });
});
