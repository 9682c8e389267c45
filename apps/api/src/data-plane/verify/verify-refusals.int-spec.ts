import { emptyTestRedis, seedCaller } from '@gatehouse/testing';
import type { Redis } from 'ioredis';
import { startVerifyStage, type VerifyStage } from '../../../test/verify-stage';
import { RATE_FIELD } from './rate-field.fixture';
import { METER_REDIS } from './verify.module';

describe('verify', () => {
  let stage: VerifyStage;

  beforeAll(async () => {
    const redisUrl = await emptyTestRedis();
    stage = await startVerifyStage(redisUrl);
  });
  afterAll(() => stage.stop());

  describe('refuses with one and the same 401', () => {
    it('a token that is missing, unknown, malformed, expired, revoked, of another workspace, or of a workspace that is none', async () => {
      const live = await seedCaller(stage.test);
      const expired = await seedCaller(stage.test, { expiresAt: new Date('2026-11-21T09:59:59Z') });
      const revoked = await seedCaller(stage.test);
      const ungranted = await seedCaller(stage.test);
      const other = await seedCaller(stage.test);
      await stage.test.query(`UPDATE access_tokens SET revoked_at = now() WHERE subscriber_id = $1`, [revoked.subscriberId]);
      await stage.test.query(`UPDATE grants SET revoked_at = now() WHERE id = $1`, [ungranted.grantId]);
      const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
      const answers = await Promise.all([
        stage.send({ url: `/t/${live.slug}/verify` }),
        stage.send({ url: `/t/${live.slug}/verify`, headers: bearer(`gth_at_${'x'.repeat(43)}`) }),
        stage.send({ url: `/t/${live.slug}/verify`, headers: bearer('nonsense') }),
        stage.send({ url: `/t/${live.slug}/verify`, headers: bearer('x'.repeat(9_000)) }),
        stage.send({ url: `/t/${live.slug}/verify`, headers: { authorization: 'Basic YTpi' } }),
        stage.send({ url: `/t/${live.slug}/verify?access_token=${live.token}` }),
        stage.verify(expired),
        stage.verify(revoked),
        stage.verify(ungranted),
        stage.verify({ ...live, slug: other.slug }),
        stage.verify({ ...live, slug: 'no-such-workspace' }),
        stage.verify({ ...live, slug: 'no%00such' }),
      ]);
      const shown = answers.map(({ statusCode, body, headers }) => ({ statusCode, body, headers: { ...headers, date: '' } }));
      expect(shown[0]).toMatchObject({
        statusCode: 401,
        headers: {
          'www-authenticate': expect.stringMatching(/^Bearer .*error="invalid_token"/),
          ratelimit: expect.stringMatching(RATE_FIELD),
        },
      });
      for (const each of shown) expect(each).toEqual(shown[0]);
    });

    it('a token that is remembered, at another workspace’s door, and remembers it all the same', async () => {
      const [caller, other] = [await seedCaller(stage.test), await seedCaller(stage.test)];
      const at = async (slug: string) => (await stage.verify({ ...caller, slug })).statusCode;
      expect([await at(caller.slug), await at(other.slug), await at(caller.slug)]).toEqual([200, 401, 200]);
    });

    it('a token that expires while it is remembered', async () => {
      const caller = await seedCaller(stage.test, { expiresAt: new Date(stage.clock.now().getTime() + 60_000) });
      expect((await stage.verify(caller)).statusCode).toBe(200);
      stage.clock.advance(60);
      expect((await stage.verify(caller)).statusCode).toBe(401);
    });
  });

  describe('denies', () => {
    it('a blocked subscriber: 403', async () => {
      const caller = await seedCaller(stage.test);
      await stage.test.query(`UPDATE subscribers SET blocked_at = now() WHERE id = $1`, [caller.subscriberId]);
      const response = await stage.verify(caller);
      expect(response.statusCode).toBe(403);
      expect(response.json()).toEqual({
        active: false,
        error: 'access_blocked',
        error_description: expect.any(String),
        message: expect.stringMatching(/^Your access to Food Finder has been switched off/),
      });
    });

    it('a call that needs more than was consented to: 403 with the scope (RFC 6750 3.1)', async () => {
      const response = await stage.verify(await seedCaller(stage.test, { scopes: ['a'] }), '?scope=a%20b');
      expect(response.statusCode).toBe(403);
      expect(response.headers['www-authenticate']).toMatch(/error="insufficient_scope".*scope="b"/);
      expect(response.json()).toMatchObject({ active: true, error: 'insufficient_scope' });
    });

    it('what comes too fast: 429 with the time to wait', async () => {
      const caller = await seedCaller(stage.test, { tier: { ratePerMinute: 6, burst: 1 } });
      await stage.verify(caller);
      const response = await stage.verify(caller);
      const { headers } = response;
      expect(response.statusCode).toBe(429);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(headers).toMatchObject({
        'ratelimit-policy': '"rate";q=1;w=10',
        ratelimit: `"rate";r=0;t=${headers['retry-after']}`,
      });
      expect(response.json()).toMatchObject({
        active: true,
        error: 'rate_limited',
        message: expect.stringMatching(/try again in/),
      });
    });

    it('what the month does not cover: 429 until the next one', async () => {
      const caller = await seedCaller(stage.test, { tier: { quotaPerMonth: 3 } });
      expect((await stage.verify(caller, '?cost=3')).statusCode).toBe(200);
      const response = await stage.verify(caller);
      expect(response.statusCode).toBe(429);
      expect(Number(response.headers['retry-after'])).toBeGreaterThan(86_400);
      expect(response.json()).toMatchObject({
        error: 'quota_exceeded',
        message: expect.stringMatching(/renews on December 1, 2026/),
      });
    });

    it('the same call again under its Idempotency-Key, once counted', async () => {
      const caller = await seedCaller(stage.test, { tier: { quotaPerMonth: 1 } });
      const key = { 'idempotency-key': 'order-1' };
      const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => stage.verify(caller, '', index % 2, key)));
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(200));
      expect((await stage.verify(caller, '', 0, { 'idempotency-key': 'order-2' })).statusCode).toBe(429);
      expect((await stage.verify(caller, '', 0, key)).json()).toMatchObject({ active: true, quota: { used: 1, remaining: 0 } });
    });
  });

  it.each([
    ['a malformed parameter', { url: '?cost=ten' }],
    ['a repeated parameter', { url: '?action=a&action=b' }],
    ['a broken body', { method: 'POST' as const, payload: '{', headers: { 'content-type': 'application/json' } }],
    [
      'a form',
      { method: 'POST' as const, payload: 'action=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    ['a type nobody knows', { method: 'POST' as const, payload: 'x', headers: { 'content-type': 'nonsense' } }],
    ['an oversized body', { method: 'POST' as const, payload: { action: 'a'.repeat(20_000) } }],
    [
      'a compressed body',
      { method: 'POST' as const, payload: '{}', headers: { 'content-type': 'application/json', 'content-encoding': 'br' } },
    ],
  ])(
    'answers %s with 400 and counts nothing',
    async (_what, options: { url?: string; method?: 'POST'; payload?: object | string; headers?: object }) => {
      const caller = await seedCaller(stage.test);
      const response = await stage.send({
        ...options,
        url: `/t/${caller.slug}/verify${options.url ?? ''}`,
        headers: { authorization: `Bearer ${caller.token}`, ...options.headers },
      });
      expect(response.statusCode).toBe(400);
      expect(response.json()).toEqual({
        active: false,
        error: 'invalid_request',
        error_description: expect.any(String),
        message: expect.any(String),
      });
      expect(response.headers['ratelimit']).toMatch(RATE_FIELD);
      expect((await stage.verify(caller, '?peek=true')).json()).toMatchObject({ quota: { used: 0 } });
    },
  );

  it('is asked by GET and POST only, so that a HEAD counts nothing', async () => {
    const caller = await seedCaller(stage.test);
    for (const method of ['HEAD', 'PUT', 'DELETE', 'OPTIONS'] as const) {
      const response = await stage.send({
        method,
        url: `/t/${caller.slug}/verify`,
        headers: { authorization: `Bearer ${caller.token}` },
      });
      expect(response.statusCode).toBe(404);
    }
  });

  it('lets nothing through while Redis is away where the workspace wants that, and says when to come back', async () => {
    const alone = await stage.startAnother();
    stage.apps[alone]?.get<Redis>(METER_REDIS).disconnect();
    const caller = await seedCaller(stage.test);
    await stage.test.query(`UPDATE workspaces SET when_counters_are_down = 'refuse' WHERE id = $1`, [caller.workspaceId]);
    const response = await stage.verify(caller, '', alone);
    expect(response.statusCode).toBe(503);
    expect(response.headers).toMatchObject({ 'retry-after': '2', ratelimit: '"none";r=0;t=2' });
    expect(response.json()).toMatchObject({ active: false, error: 'temporarily_unavailable' });
  });
});
