import {
  createTestDatabase,
  emptyTestRedis,
  seedCaller,
  type SeededCaller,
  TestClock,
  type TestDatabase,
} from '@gatehouse/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { basic, form, seedOtherGpt, seedRefreshToken, seedSecret } from '../../../test/seed-client';
import { startPlane, testConfig } from '../../../test/start-plane';
import { IntrospectModule } from './introspect.module';

describe('introspection', () => {
  const clock = new TestClock();
  let test: TestDatabase;
  let app: NestFastifyApplication;
  let asker: SeededCaller;
  let secret: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    app = await startPlane(testConfig(test.url, await emptyTestRedis()), clock, [IntrospectModule]);
    asker = await seedCaller(test, { scopes: ['openid', 'foods.read'], email: 'ada@example.com' });
    secret = await seedSecret(test, asker);
  });
  afterAll(async () => {
    await app.close();
    await test.drop();
  });

  const path = (slug = asker.slug): string => `/t/${slug}/oauth/introspect`;
  const ask = (token: string, fields: Record<string, string> = {}) =>
    app.inject(form(path(), { token, ...fields }, { authorization: basic(asker.clientId, secret) }));

  it('describes a living access token to the GPT that it was issued for (RFC 7662 2.2)', async () => {
    const response = await ask(asker.token);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      active: true,
      iss: `https://gate.example/t/${asker.slug}`,
      sub: asker.subscriberId,
      aud: asker.clientId,
      client_id: asker.clientId,
      username: 'ada@example.com',
      scope: 'openid foods.read',
      token_type: 'bearer',
      iat: expect.any(Number),
      exp: Date.parse('2099-01-01T00:00:00Z') / 1000,
    });
    expect(response.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' });
    expect(response.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('describes a refresh token, and does not call it a bearer token', async () => {
    const answer = (await ask(await seedRefreshToken(test, asker))).json<object>();
    expect(answer).toMatchObject({ active: true, sub: asker.subscriberId });
    expect(answer).not.toHaveProperty('token_type');
  });

  it('takes the credentials by Basic and by post, in a form and in JSON, and any hint', async () => {
    const credentials = { client_id: asker.clientId, client_secret: secret };
    const answers = await Promise.all([
      ask(asker.token, { token_type_hint: 'refresh_token' }),
      ask(asker.token, { token_type_hint: 'nonsense', further: '1' }),
      app.inject(form(path(), { token: asker.token, ...credentials })),
      app.inject({ method: 'POST', url: path(), payload: { token: asker.token, ...credentials } }),
    ]);
    for (const answer of answers) expect(answer.json()).toMatchObject({ active: true });
  });

  it("answers unknown, expired, revoked, withdrawn, spent, a blocked person's, another GPT's and another workspace's token exactly {\"active\":false}", async () => {
    const beside = { beside: asker, scopes: ['openid'] };
    const [expired, revoked, ungranted, blocked, spent, stranger] = await Promise.all([
      seedCaller(test, { ...beside, expiresAt: clock.now() }),
      seedCaller(test, beside),
      seedCaller(test, beside),
      seedCaller(test, beside),
      seedCaller(test, beside),
      seedCaller(test),
    ]);
    await test.query('UPDATE access_tokens SET revoked_at = now() WHERE subscriber_id = $1', [revoked.subscriberId]);
    await test.query('UPDATE grants SET revoked_at = now() WHERE id = $1', [ungranted.grantId]);
    await test.query('UPDATE subscribers SET blocked_at = now() WHERE id = $1', [blocked.subscriberId]);
    const grace = { rotatedAt: new Date(clock.now().getTime() - 60_000) };
    const otherGpt = await seedOtherGpt(test, asker);
    const tokens = [
      ...[`gth_at_${'x'.repeat(43)}`, `gth_rt_${'x'.repeat(43)}`, 'nonsense', 'ü\u0000', 'x'.repeat(5_000), secret],
      ...[expired.token, revoked.token, ungranted.token, blocked.token, stranger.token, otherGpt],
      await seedRefreshToken(test, spent, grace),
      await seedRefreshToken(test, spent, { idleExpiresAt: clock.now() }),
    ];
    const before = await test.rowCounts();
    const answers = await Promise.all(tokens.map((token) => ask(token)));
    const shown = answers.map(({ statusCode, body, headers }) => ({ statusCode, body, headers: { ...headers, date: '' } }));
    for (const each of shown) expect(each).toEqual({ statusCode: 200, body: '{"active":false}', headers: shown[0]?.headers });
    expect(await test.rowCounts()).toEqual(before);
  });

  it('wants proof of who asks: 401 and a challenge, alike for unknown, wrong and foreign credentials', async () => {
    const stranger = await seedCaller(test);
    const strangersSecret = await seedSecret(test, stranger);
    const answers = await Promise.all(
      [
        basic('unknown', secret),
        basic(asker.clientId, `${secret}x`),
        basic(stranger.clientId, strangersSecret),
        basic(asker.clientId, strangersSecret),
      ].map((authorization) => app.inject(form(path(), { token: asker.token }, { authorization }))),
    );
    for (const { statusCode, body, headers } of answers) {
      expect([statusCode, body]).toEqual([401, answers[0]?.body]);
      expect(headers['www-authenticate']).toMatch(/^Basic realm=/);
    }
    const without = await app.inject(form(path(), { token: asker.token }));
    expect([without.statusCode, without.json<{ error: string }>().error]).toEqual([401, 'invalid_client']);
    const idOnly = await app.inject(form(path(), { token: asker.token, client_id: asker.clientId }));
    expect([idOnly.statusCode, idOnly.json<{ error: string }>().error]).toEqual([401, 'invalid_client']);
  });

  it.each([
    ['no token', '', {}],
    ['two tokens', 'token=a&token=b', {}],
    ['a body of another kind', '<token/>', { 'content-type': 'text/xml' }],
    ['broken JSON', '{"token":', { 'content-type': 'application/json' }],
    ['an oversized body', `token=${'x'.repeat(20_000)}`, {}],
  ])('calls %s an invalid_request', async (_what, payload, headers) => {
    const options = form(path(), {}, { authorization: basic(asker.clientId, secret), ...headers });
    const response = await app.inject({ ...options, payload });
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.statusCode).toBeLessThan(500);
    expect(response.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('refuses credentials that come twice, and any in the URL', async () => {
    const twice = form(
      path(),
      { token: 'x', client_id: asker.clientId, client_secret: secret },
      { authorization: basic(asker.clientId, secret) },
    );
    expect((await app.inject(twice)).json()).toMatchObject({ error: 'invalid_request' });
    const inUrl = form(`${path()}?client_id=${asker.clientId}&client_secret=${secret}`, { token: 'x' });
    expect((await app.inject(inUrl)).json()).toMatchObject({ error: 'invalid_request' });
  });

  it('takes POST only, and no workspace that is none', async () => {
    const get = await app.inject({ url: `${path()}?token=${asker.token}` });
    expect([get.statusCode, get.headers['allow']]).toEqual([405, 'POST']);
    expect((await app.inject(form(path('no-such-workspace'), { token: 'x' }))).statusCode).toBe(404);
  });

  it('slows down whoever guesses secrets, and not the one who knows it', async () => {
    const guess = () => app.inject(form(path(), { token: 'x' }, { authorization: basic(asker.clientId, 'wrong') }));
    const guesses = await Promise.all(Array.from({ length: 80 }, guess));
    expect(new Set(guesses.map(({ statusCode }) => statusCode))).toEqual(new Set([401, 429]));
    expect(Number(guesses.find(({ statusCode }) => statusCode === 429)?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask(asker.token)).json()).toMatchObject({ active: true });
  });
});
