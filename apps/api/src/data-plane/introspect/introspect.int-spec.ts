import { newId, newSecret, sha256, systemRandom } from '@gatehouse/platform';
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

  describe('by a service key', () => {
    const seedKey = async (caller: SeededCaller, ends: { expiresAt?: Date; revokedAt?: Date } = {}): Promise<string> => {
      const key = newSecret('gth_sk_', systemRandom);
      await test.query(
        `INSERT INTO service_keys (workspace_id, id, gpt_id, name, key_hash, last4, created_at, expires_at, revoked_at)
         VALUES ($1, $2, $3, 'Server', $4, $5, now(), $6, $7)`,
        [
          caller.workspaceId,
          newId('svk'),
          caller.gptId,
          sha256(key),
          key.slice(-4),
          ends.expiresAt ?? null,
          ends.revokedAt ?? null,
        ],
      );
      return key;
    };
    const by = (headers: Record<string, string>, token = asker.token, fields: Record<string, string> = {}) =>
      app.inject(form(path(), { token, ...fields }, headers));

    it("learns of its GPT's tokens, sent as Bearer, as Basic or in the custom header", async () => {
      const key = await seedKey(asker);
      const answers = await Promise.all(
        [
          { authorization: `Bearer ${key}` },
          { authorization: `Basic ${key}` },
          { authorization: basic(key, '') },
          { authorization: basic('key', key) },
          { 'gatehouse-key': key },
        ].map((headers) => by(headers)),
      );
      for (const answer of answers) {
        expect([answer.statusCode, answer.json()]).toEqual([
          200,
          expect.objectContaining({ active: true, sub: asker.subscriberId }),
        ]);
      }
    });

    it("learns nothing of another GPT's or another workspace's tokens", async () => {
      const owner = await seedCaller(test);
      const headers = { authorization: `Bearer ${await seedKey(owner)}` };
      const ask = (token: string) => app.inject(form(path(owner.slug), { token }, headers));
      expect((await ask(owner.token)).json()).toMatchObject({ active: true });
      for (const token of [await seedOtherGpt(test, owner), asker.token, 'nonsense']) {
        expect((await ask(token)).json()).toEqual({ active: false });
      }
    });

    it("is refused alike when it is unknown, expired, revoked or another workspace's", async () => {
      const keys = [
        newSecret('gth_sk_', systemRandom),
        await seedKey(asker, { expiresAt: clock.now() }),
        await seedKey(asker, { revokedAt: clock.now() }),
        await seedKey(await seedCaller(test)),
      ];
      const answers = await Promise.all(keys.map((key) => by({ authorization: `Bearer ${key}` })));
      for (const { statusCode, body } of answers) expect([statusCode, body]).toEqual([401, answers[0]?.body]);
      expect(answers[0]?.json()).toMatchObject({ error: 'invalid_client' });
    });

    it('is not taken beside other credentials', async () => {
      const [key, other] = [await seedKey(asker), await seedKey(asker)];
      const credentials = { client_id: asker.clientId, client_secret: secret };
      const answers = await Promise.all([
        by({ authorization: `Bearer ${key}` }, asker.token, credentials),
        by({ authorization: `Bearer ${key}`, 'gatehouse-key': other }),
        by({ authorization: basic(asker.clientId, secret), 'gatehouse-key': key }),
      ]);
      for (const answer of answers) expect([answer.statusCode, answer.json()]).toMatchObject([400, { error: 'invalid_request' }]);
    });
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
