import { Vault } from '@gatehouse/platform';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { createTenant, type Tenant } from '../../../test/test-tenant';

const client = { client_id: '1234.apps.googleusercontent.com', client_secret: 'GOCSPX-hunter2-abcd' };

describe("a creator's own client at a provider", () => {
  let api: TestApi;
  let tenant: Tenant;
  let base: string;
  beforeAll(async () => {
    api = await startTestApi();
    tenant = await createTenant(api, 'acme');
    const gpt = (await tenant.browser.post(`${tenant.base}/gpts`, { name: 'Foods' })).body;
    base = `${tenant.base}/gpts/${gpt.id}/identity-providers`;
  });
  afterAll(() => api.stop());

  it('begins with none, and says what to register at each provider', async () => {
    const { data } = (await tenant.browser.get(base)).body;
    expect(data).toEqual(
      ['google', 'github', 'microsoft'].map((provider) => ({
        provider,
        redirect_uri: `http://gatehouse.test/sign-in/${provider}/callback`,
        service_client: false,
        sandbox: false,
        client: null,
      })),
    );
  });

  it.each(['google', 'github', 'microsoft'])('is kept at %s, and its secret comes back in no answer', async (provider) => {
    const put = await tenant.browser.put(`${base}/${provider}`, client);
    expect(put.status).toBe(200);
    expect(put.body.client).toMatchObject({ client_id: client.client_id, secret_last4: 'abcd' });
    const got = await tenant.browser.get(`${base}/${provider}`);
    expect(got.body).toEqual(put.body);
    for (const answer of [put, got, await tenant.browser.get(base)]) expect(answer.text).not.toContain('hunter2');
  });

  it('lies sealed, for this workspace and this column only', async () => {
    await tenant.browser.put(`${base}/google`, client);
    const [row] = await api.database.query<{ client_secret: string }>(
      `SELECT client_secret FROM gpt_identity_clients WHERE provider = 'google' AND client_id = $1`,
      [client.client_id],
    );
    const sealed = row?.client_secret ?? '';
    expect(sealed).not.toContain('hunter2');
    const vault = new Vault(api.config.masterKeys);
    const column = 'gpt_identity_clients.client_secret';
    expect(vault.open(sealed, { workspaceId: tenant.workspaceId, column })).toBe(client.client_secret);
    expect(() => vault.open(sealed, { workspaceId: 'wsp_other', column })).toThrow();
    expect(() => vault.open(sealed, { workspaceId: tenant.workspaceId, column: 'other' })).toThrow();
  });

  it('is replaced whole, trimmed of what copying brings along, and removed once', async () => {
    const put = await tenant.browser.put(`${base}/google`, { client_id: ' other \n', client_secret: '  another-secret-wxyz ' });
    expect(put.body.client).toMatchObject({ client_id: 'other', secret_last4: 'wxyz' });
    expect((await tenant.browser.delete(`${base}/google`)).status).toBe(204);
    expect((await tenant.browser.get(`${base}/google`)).body.client).toBeNull();
    expect((await tenant.browser.delete(`${base}/google`)).status).toBe(404);
  });

  it('is told of in the audit log without its secret', async () => {
    await tenant.browser.put(`${base}/github`, { client_id: 'Iv1.audited', client_secret: 'audited-secret-9876' });
    await tenant.browser.delete(`${base}/github`);
    const answer = await tenant.browser.get(`${tenant.base}/audit?limit=2`);
    expect(answer.text).not.toContain('audited-secret');
    expect(answer.body.data.map((event: { action: string }) => event.action)).toEqual([
      'identity_client.removed',
      'identity_client.set',
    ]);
    expect(answer.body.data[1].changes).toMatchObject({
      client_id: { to: 'Iv1.audited' },
      secret_last4: { to: '9876' },
    });
  });

  it.each([
    ['no secret', { client_id: 'a' }, 'client_secret'],
    ['a short secret', { client_id: 'a', client_secret: 'short' }, 'client_secret'],
    ['an id with a space', { client_id: 'a b', client_secret: 'long-enough-secret' }, 'client_id'],
    ['a secret with a line break', { client_id: 'a', client_secret: 'long-enough\nsecret' }, 'client_secret'],
    ['a secret that is not ASCII', { client_id: 'a', client_secret: 'long-enough-sécret' }, 'client_secret'],
  ])('is refused with %s', async (_what, body, field) => {
    const answer = await tenant.browser.put(`${base}/google`, body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].field).toBe(field);
  });

  it('is no more at a provider that there is not than at a GPT that there is not', async () => {
    for (const name of ['facebook', 'constructor', '__proto__', 'GOOGLE']) {
      expect([name, (await tenant.browser.put(`${base}/${name}`, client)).status]).toEqual([name, 404]);
      expect((await tenant.browser.get(`${base}/${name}`)).status).toBe(404);
    }
  });
});
