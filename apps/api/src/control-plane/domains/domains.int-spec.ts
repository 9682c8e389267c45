import { LocalDns } from '@gatehouse/testing';
import { startTestApi, type TestApi } from '../../../test/test-api';
import { createCreator, type Creator } from '../../../test/test-members';

describe('custom domains', () => {
  let dns: LocalDns;
  let api: TestApi;
  let ada: Creator;
  let bob: Creator;

  beforeAll(async () => {
    dns = await LocalDns.start();
    api = await startTestApi({
      config: { dnsServers: [dns.server], publicUrl: 'https://gate.example', customDomainTarget: 'gate.example' },
    });
    ada = await createCreator(api, 'ada');
    bob = await createCreator(api, 'bob');
  });
  afterAll(async () => {
    await api.stop();
    await dns.stop();
  });

  const add = async (creator: Creator, domain: string) =>
    (await creator.browser.post(`${creator.base}/domains`, { domain })).body;
  const prove = ({ proof_record: { name, value } }: { proof_record: { name: string; value: string } }) =>
    dns.texts.set(name, [value]);
  const check = async (creator: Creator, id: string) => (await creator.browser.post(`${creator.base}/domains/${id}/check`)).body;
  const metadata = (host: string) => api.server.inject({ url: '/.well-known/openid-configuration', headers: { host } });
  const actions = async (creator: Creator): Promise<string[]> =>
    (await creator.browser.get(`${creator.base}/audit?action=domain`)).body.data.map(({ action }: { action: string }) => action);

  it('are proven by a record of random text, then served, chosen as issuer, and given back, each told in the audit log', async () => {
    const { browser, base } = ada;
    const gpt = (await browser.post(`${base}/gpts`, { name: 'Foods' })).body;
    const claimed = await add(ada, 'Auth.Ada-Foods.com');
    expect(claimed).toMatchObject({
      domain: 'auth.ada-foods.com',
      state: 'pending',
      proof_record: {
        type: 'TXT',
        name: '_gatehouse.auth.ada-foods.com',
        value: expect.stringMatching(/^gatehouse-verification=[\w-]{43}$/),
      },
      address_record: { type: 'CNAME', name: 'auth.ada-foods.com', value: 'gate.example' },
      is_issuer: false,
    });
    expect(await check(ada, claimed.id)).toMatchObject({ state: 'pending', reason: expect.stringMatching(/no TXT record/) });
    expect((await browser.send('PUT', `${base}/domains/${claimed.id}/issuer`)).body).toMatchObject({ code: 'conflict' });
    expect((await metadata('auth.ada-foods.com')).statusCode).toBe(404);

    prove(claimed);
    expect(await check(ada, claimed.id)).toMatchObject({ state: 'verified', reason: null, is_issuer: false });
    api.clock.advance(10);
    expect((await browser.get(`${base}/gpts/${gpt.id}`)).body.oauth.token_url).toBe('https://gate.example/t/ada/oauth/token');

    expect((await browser.send('PUT', `${base}/domains/${claimed.id}/issuer`)).body).toMatchObject({ is_issuer: true });
    expect((await browser.get(`${base}/gpts/${gpt.id}`)).body).toMatchObject({
      oauth: {
        authorization_url: 'https://auth.ada-foods.com/oauth/authorize',
        token_url: 'https://auth.ada-foods.com/oauth/token',
      },
      issuer: 'https://auth.ada-foods.com',
      discovery_url: 'https://auth.ada-foods.com/.well-known/openid-configuration',
      metadata_url: 'https://auth.ada-foods.com/.well-known/oauth-authorization-server',
      verify_url: 'https://auth.ada-foods.com/verify',
    });
    expect((await browser.get(base)).body.issuer).toBe('https://auth.ada-foods.com');
    expect((await browser.get('/api/v1/workspaces')).body.data[0].issuer).toBe('https://auth.ada-foods.com');
    expect((await browser.delete(`${base}/domains/${claimed.id}`)).body).toMatchObject({ code: 'still_in_use' });

    expect((await browser.delete(`${base}/domains/${claimed.id}/issuer`)).status).toBe(204);
    expect((await browser.get(base)).body.issuer).toBe('https://gate.example/t/ada');
    expect((await browser.delete(`${base}/domains/${claimed.id}`)).status).toBe(204);
    expect((await browser.get(`${base}/domains`)).body.data).toEqual([]);
    expect((await actions(ada)).sort()).toEqual([
      'domain.added',
      'domain.issuer_chosen',
      'domain.issuer_released',
      'domain.removed',
      'domain.verified',
    ]);
  });

  it("are held by one workspace: another's claim is no hold, and its record no proof for this one", async () => {
    const [mine, theirs] = [await add(ada, 'auth.shared-name.com'), await add(bob, 'auth.shared-name.com')];
    expect(mine.proof_record.value).not.toBe(theirs.proof_record.value);
    prove(theirs);
    expect(await check(ada, mine.id)).toMatchObject({ state: 'pending', reason: expect.stringMatching(/another value/) });
    expect(await check(bob, theirs.id)).toMatchObject({ state: 'verified' });
    dns.texts.set(mine.proof_record.name, [mine.proof_record.value, theirs.proof_record.value]);
    expect(await check(ada, mine.id)).toMatchObject({ state: 'pending', reason: expect.stringMatching(/another workspace/) });
    expect((await metadata('auth.shared-name.com')).json()).toMatchObject({ issuer: 'https://auth.shared-name.com' });
  });

  it.each(['gate.example', 'localhost', '127.0.0.1', 'co.uk', '*.acme.com', 'https://acme.com'])(
    'are never %s, and say why',
    async (domain) => {
      const { status, body } = await ada.browser.post(`${ada.base}/domains`, { domain });
      expect([status, body.errors]).toEqual([422, [expect.objectContaining({ message: expect.stringMatching(/\w{3}/) })]]);
    },
  );

  it('are claimed once by a workspace', async () => {
    await add(bob, 'auth.twice-claimed.com');
    expect((await bob.browser.post(`${bob.base}/domains`, { domain: 'auth.twice-claimed.com' })).body).toMatchObject({
      code: 'already_exists',
    });
  });
});
