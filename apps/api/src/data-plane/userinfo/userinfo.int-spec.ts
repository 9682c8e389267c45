import { createTestDatabase, emptyTestRedis, seedCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions } from 'fastify';
import { startPlane, testConfig } from '../../../test/start-plane';
import { UserinfoModule } from './userinfo.module';

describe('userinfo', () => {
  const clock = new TestClock();
  let test: TestDatabase;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    test = await createTestDatabase();
    app = await startPlane(testConfig(test.url, await emptyTestRedis()), clock, [UserinfoModule]);
  });
  afterAll(async () => {
    await app.close();
    await test.drop();
  });

  const ask = (slug: string, token?: string, options: InjectOptions = {}) =>
    app.inject({
      url: `/t/${slug}/oauth/userinfo`,
      ...options,
      headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...options.headers },
    });

  it('answers by GET and by POST, with the claims that the scopes open (OpenID Connect Core 5.3, 5.4)', async () => {
    const caller = await seedCaller(test, { scopes: ['openid', 'email', 'profile'], email: 'ada@example.com', name: 'Ada' });
    for (const method of ['GET', 'POST'] as const) {
      const response = await ask(caller.slug, caller.token, { method });
      expect(response.statusCode).toBe(200);
      expect(response.json()).toEqual({ sub: caller.subscriberId, email: 'ada@example.com', email_verified: true, name: 'Ada' });
      expect(response.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' });
    }
    const onlyWho = await seedCaller(test, { scopes: ['openid', 'foods.read'] });
    expect((await ask(onlyWho.slug, onlyWho.token)).json()).toEqual({ sub: onlyWho.subscriberId });
  });

  it('asks for a token, naming no error, when none came in the header (RFC 6750 3.1)', async () => {
    const caller = await seedCaller(test, { scopes: ['openid'] });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const answers = await Promise.all([
      ask(caller.slug),
      ask(caller.slug, undefined, { headers: { authorization: 'Basic YTpi' } }),
      ask(caller.slug, undefined, { query: { access_token: caller.token } }),
      ask(caller.slug, undefined, { method: 'POST', headers: form, payload: `access_token=${caller.token}` }),
    ]);
    for (const { statusCode, headers, body } of answers)
      expect([statusCode, headers['www-authenticate'], body]).toEqual([401, 'Bearer realm="gatehouse"', '']);
  });

  it("gives unknown, malformed, expired, revoked, withdrawn and other workspaces' tokens one and the same 401", async () => {
    const [live, expired, revoked, ungranted, other] = await Promise.all([
      seedCaller(test, { scopes: ['openid'] }),
      seedCaller(test, { scopes: ['openid'], expiresAt: clock.now() }),
      seedCaller(test, { scopes: ['openid'] }),
      seedCaller(test, { scopes: ['openid'] }),
      seedCaller(test, { scopes: ['openid'] }),
    ]);
    await test.query('UPDATE access_tokens SET revoked_at = now() WHERE subscriber_id = $1', [revoked.subscriberId]);
    await test.query('UPDATE grants SET revoked_at = now() WHERE id = $1', [ungranted.grantId]);
    const answers = await Promise.all([
      ask(live.slug, `gth_at_${'x'.repeat(43)}`),
      ask(live.slug, 'nonsense'),
      ask(live.slug, 'two words'),
      ask(live.slug, `gth_rt_${'x'.repeat(43)}`),
      ask(expired.slug, expired.token),
      ask(revoked.slug, revoked.token),
      ask(ungranted.slug, ungranted.token),
      ask(other.slug, live.token),
      ask('no-such-workspace', live.token),
      ask('no%00such', live.token),
    ]);
    const shown = answers.map(({ statusCode, body, headers }) => ({ statusCode, body, headers: { ...headers, date: '' } }));
    expect(shown[0]).toMatchObject({
      statusCode: 401,
      headers: { 'www-authenticate': expect.stringContaining('error="invalid_token"') },
    });
    for (const each of shown) expect(each).toEqual(shown[0]);
  });

  it('wants openid: 403 insufficient_scope that says so', async () => {
    const caller = await seedCaller(test, { scopes: ['email'] });
    const response = await ask(caller.slug, caller.token);
    expect([response.statusCode, response.json<{ error: string }>().error]).toEqual([403, 'insufficient_scope']);
    expect(response.headers['www-authenticate']).toMatch(/error="insufficient_scope".*scope="openid"/);
  });

  it('tells a blocked person that a new sign-in would not help', async () => {
    const caller = await seedCaller(test, { scopes: ['openid'] });
    await test.query('UPDATE subscribers SET blocked_at = now() WHERE id = $1', [caller.subscriberId]);
    const response = await ask(caller.slug, caller.token);
    expect([response.statusCode, response.json<{ error: string }>().error]).toEqual([403, 'access_blocked']);
  });

  it('can be read by scripts of any origin, refusals too, and never with cookies', async () => {
    const caller = await seedCaller(test, { scopes: ['openid'] });
    const preflight = await ask(caller.slug, undefined, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': expect.stringContaining('Authorization'),
    });
    for (const response of [
      preflight,
      await ask(caller.slug, caller.token),
      await ask(caller.slug),
      await ask(caller.slug, 'nonsense'),
    ]) {
      expect(response.headers['access-control-allow-origin']).toBe('*');
      expect(response.headers).not.toHaveProperty('access-control-allow-credentials');
    }
  });

  it('writes nothing, whatever comes', async () => {
    const caller = await seedCaller(test, { scopes: ['openid'] });
    const before = await test.rowCounts();
    const payloads = ['x'.repeat(20_000), '{"a":', '\u0000', 'access_token=1&access_token=2'];
    for (const payload of payloads) {
      const response = await ask(caller.slug, caller.token, {
        method: 'POST',
        payload,
        headers: { 'content-type': 'text/strange' },
      });
      expect(response.statusCode).toBeLessThan(500);
    }
    expect(await test.rowCounts()).toEqual(before);
  });
});
