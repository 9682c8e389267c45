import { newId } from '@gatehouse/platform';
import { seedCaller } from '@gatehouse/testing';
import type { InjectOptions } from 'fastify';
import { startTestApi, type TestApi } from '../../../test/test-api';

/** Gives the workspace a domain that it holds, as a check of its record leaves it. */
async function hold(api: TestApi, workspaceId: string, domain: string): Promise<void> {
  await api.database.query(
    'INSERT INTO domain_directory (domain_id, holder_id, held_domain, next_check_at) VALUES ($1, $2, $3, now())',
    [newId('dom'), workspaceId, domain],
  );
}

describe('a custom domain', () => {
  let api: TestApi;
  let ada: Awaited<ReturnType<typeof seedCaller>>;
  let bob: Awaited<ReturnType<typeof seedCaller>>;
  const at = (host: string, url: string, more: InjectOptions = {}) =>
    api.server.inject({ url, ...more, headers: { host, ...more.headers } });

  beforeAll(async () => {
    api = await startTestApi({ config: { publicUrl: 'https://gate.example' } });
    ada = await seedCaller(api.database, { scopes: ['openid'] });
    bob = await seedCaller(api.database);
    await hold(api, ada.workspaceId, 'auth.ada.com');
    await hold(api, bob.workspaceId, 'auth.bob.com');
  });
  afterAll(() => api.stop());

  it('is an issuer of its own: the same text at both well-known places, with every endpoint below it (RFC 8414 3.1)', async () => {
    const [oauth, openid] = await Promise.all(
      ['oauth-authorization-server', 'openid-configuration'].map((name) => at('auth.ada.com', `/.well-known/${name}`)),
    );
    expect(oauth?.json()).toMatchObject({
      issuer: 'https://auth.ada.com',
      authorization_endpoint: 'https://auth.ada.com/oauth/authorize',
      token_endpoint: 'https://auth.ada.com/oauth/token',
      jwks_uri: 'https://auth.ada.com/.well-known/jwks.json',
    });
    expect(openid?.json()).toEqual(oauth?.json());
    expect((await at('gate.example', `/t/${ada.slug}/.well-known/openid-configuration`)).json()).toMatchObject({
      issuer: `https://gate.example/t/${ada.slug}`,
    });
  });

  it('is found whatever the case, the port and a final dot of the Host', async () => {
    for (const host of ['AUTH.ada.com', 'auth.ada.com:443', 'auth.ada.com.'])
      expect((await at(host, '/.well-known/openid-configuration')).json()).toMatchObject({ issuer: 'https://auth.ada.com' });
  });

  it('publishes the keys of its workspace: the same ones that the other door does', async () => {
    const [here, there] = [
      await at('auth.ada.com', '/.well-known/jwks.json'),
      await at('gate.example', `/t/${ada.slug}/.well-known/jwks.json`),
    ];
    expect([here.statusCode, here.json()]).toEqual([200, there.json()]);
  });

  it('verifies tokens that were issued before it was: both doors lead to one workspace', async () => {
    const authorization = `Bearer ${ada.token}`;
    const answers = [
      await at('auth.ada.com', '/verify?peek=true', { headers: { authorization } }),
      await at('gate.example', `/t/${ada.slug}/verify?peek=true`, { headers: { authorization } }),
    ];
    for (const answer of answers) expect([answer.statusCode, answer.json()]).toMatchObject([200, { sub: ada.subscriberId }]);
  });

  it("does not know another workspace's tokens", async () => {
    const headers = { authorization: `Bearer ${bob.token}` };
    expect((await at('auth.ada.com', '/verify', { headers })).statusCode).toBe(401);
    expect((await at('auth.ada.com', '/oauth/userinfo', { headers })).statusCode).toBe(401);
  });

  it.each([
    '/',
    '/sign-in',
    '/api/v1/me',
    '/api/v1/openapi.json',
    '/healthz',
    '/metrics',
    '/internal/tls-allowed?domain=auth.ada.com',
    '/auth/google',
  ])('has nothing of the service itself: %s is not found there', async (path) => {
    expect((await at('auth.ada.com', path)).statusCode).toBe(404);
  });

  it('is not the way to any workspace by its slug, not even to its own', async () => {
    for (const slug of [ada.slug, bob.slug]) {
      expect((await at('auth.ada.com', `/t/${slug}/.well-known/jwks.json`)).statusCode).toBe(404);
      expect((await at('auth.ada.com', `/.well-known/oauth-authorization-server/t/${slug}`)).statusCode).toBe(404);
    }
  });

  it('is known by the Host alone: no forwarded header and no path names one', async () => {
    const metadata = '/.well-known/openid-configuration';
    const forwarded = await at('gate.example', metadata, {
      headers: { 'x-forwarded-host': 'auth.ada.com', forwarded: 'host=auth.ada.com' },
    });
    expect(forwarded.statusCode).toBe(404);
    for (const door of ['auth.ada.com', '~auth.ada.com', '%7Eauth.ada.com', '@auth.ada.com'])
      expect((await at('gate.example', `/t/${door}${metadata}`)).statusCode).toBe(404);
  });

  it.each(['nobody.acme.com', 'pending.acme.com', 'x.auth.ada.com'])(
    'that nobody has verified leads nowhere: %s',
    async (host) => {
      expect((await at(host, '/.well-known/openid-configuration')).statusCode).toBe(404);
      expect((await at(host, '/verify', { headers: { authorization: `Bearer ${ada.token}` } })).statusCode).toBe(401);
      expect((await at(host, '/')).statusCode).toBe(404);
    },
  );

  it('may have a certificate, and no other name may', async () => {
    const allowed = async (domain: string) =>
      (await at('gate.example', `/internal/tls-allowed?domain=${encodeURIComponent(domain)}`)).statusCode;
    expect(await allowed('auth.ada.com')).toBe(200);
    expect(await allowed('AUTH.ADA.COM')).toBe(200);
    for (const name of [
      'nobody.acme.com',
      'gate.example',
      'x.auth.ada.com',
      '127.0.0.1',
      '::1',
      '',
      '*',
      'a\u0000b',
      'x'.repeat(500),
    ])
      expect({ name, status: await allowed(name) }).toEqual({ name, status: 404 });
    expect((await at('gate.example', '/internal/tls-allowed')).statusCode).toBe(404);
    expect((await at('gate.example', '/internal/tls-allowed?domain=auth.ada.com')).body).toBe('');
  });
});
