import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorizationRequest, Sandbox } from './sandbox';

const OWN = { client_id: 'creators-own-client', client_secret: 'creators-own-secret' };
const callbackOf = (provider: string): string => `http://gatehouse.test/sign-in/${provider}/callback`;

describe.each(['github', 'microsoft'])("the sandbox's %s", (provider) => {
  const directory = mkdtempSync(join(tmpdir(), 'gatehouse-sandbox-'));
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await Sandbox.start(directory);
  });
  afterAll(async () => {
    await sandbox.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  async function choose(email: string, client = 'gatehouse-sandbox'): Promise<{ code: string; verifier: string }> {
    const { fields, verifier } = authorizationRequest();
    const asked = { ...fields, client_id: client, redirect_uri: callbackOf(provider) };
    const answer = await sandbox.post(`/dev/${provider}/authorize`, { ...asked, email });
    const back = new URL(answer.headers.get('location') ?? 'none:');
    expect(back.searchParams.get('state')).toBe(fields.state);
    return { code: back.searchParams.get('code') ?? '', verifier };
  }
  async function redeem(fields: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }> {
    const answer = await sandbox.post(`/dev/${provider}/token`, {
      grant_type: 'authorization_code',
      redirect_uri: callbackOf(provider),
      client_id: 'gatehouse-sandbox',
      client_secret: 'gatehouse-sandbox-secret',
      ...fields,
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  it('shows a chooser in its own name, marked as a sandbox', async () => {
    const { fields } = authorizationRequest();
    const query = new URLSearchParams({ ...fields, redirect_uri: callbackOf(provider) }).toString();
    const html = await (await sandbox.get(`/dev/${provider}/authorize?${query}`)).text();
    expect(html).toContain(`${provider === 'github' ? 'GitHub' : 'Microsoft'}'s sign-in is not set up here`);
    expect(html).toContain('Sandbox');
    expect(html).toContain(`action="/dev/${provider}/authorize"`);
  });

  it('gives a token once for a code with its verifier, to the client that asked', async () => {
    const { code, verifier: code_verifier } = await choose('ada@example.com', OWN.client_id);
    expect((await redeem({ code, code_verifier })).body['access_token']).toBeUndefined();
    const again = await choose('ada@example.com', OWN.client_id);
    const redeemed = await redeem({ code: again.code, code_verifier: again.verifier, ...OWN });
    expect(redeemed.body['access_token']).toEqual(expect.any(String));
    expect((await redeem({ code: again.code, code_verifier: again.verifier, ...OWN })).body['access_token']).toBeUndefined();
  });

  it('refuses in its own words a wrong secret and an unknown client', async () => {
    const { code, verifier: code_verifier } = await choose('ada@example.com');
    const wrong = await redeem({ code, code_verifier, client_secret: 'wrong' });
    const unknown = await redeem({ code, code_verifier, client_id: 'nobody' });
    expect([wrong.status, wrong.body['error'], unknown.status, unknown.body['error']]).toEqual(
      provider === 'github'
        ? [200, 'incorrect_client_credentials', 404, 'Not Found']
        : [401, 'invalid_client', 400, 'unauthorized_client'],
    );
  });

  it('says of whom it does not vouch', async () => {
    const { code, verifier: code_verifier } = await choose('unverified@example.net');
    const { body } = await redeem({ code, code_verifier });
    if (provider === 'github') {
      const authorization = `Bearer ${String(body['access_token'])}`;
      const emails = (await (await sandbox.get('/dev/github/user/emails', { authorization })).json()) as object[];
      expect(emails).toContainEqual(expect.objectContaining({ email: 'unverified@example.net', primary: true, verified: false }));
    } else {
      const claims = JSON.parse(Buffer.from(String(body['id_token']).split('.')[1] ?? '', 'base64url').toString()) as object;
      expect(claims).toMatchObject({ email: 'unverified@example.net', aud: 'gatehouse-sandbox' });
      expect(claims).not.toMatchObject({ tid: '9188040d-6c67-4c5b-b112-36a304b66dad' });
    }
  });
});
