import { ALL_SHARDS, epochKey } from '@gatehouse/core';
import { type Config, connectRedis, createLogger, Database, loadConfig, MeterFence, systemRandom } from '@gatehouse/platform';
import {
  createTestDatabase,
  emptyTestRedis,
  seedCaller,
  type SeededCaller,
  TestClock,
  type TestDatabase,
} from '@gatehouse/testing';
import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Redis } from 'ioredis';
import { buildServer } from '../../edge/http/fastify-server';
import { PlatformModule } from '../../edge/platform.module';
import { METER_REDIS, VerifyModule } from './verify.module';

const RATE_FIELD = /^"[a-z]+"(;[qrtw]=\d+)+(, "[a-z]+"(;[qrtw]=\d+)+)*$/;

describe('verify', () => {
  const clock = new TestClock(new Date('2026-11-21T10:00:00Z'));
  let test: TestDatabase;
  let redis: Redis;
  let fence: MeterFence;
  let config: Config;
  /** Two processes of the API. */
  const apps: NestFastifyApplication[] = [];

  beforeAll(async () => {
    test = await createTestDatabase();
    const redisUrl = await emptyTestRedis();
    redis = connectRedis(redisUrl);
    fence = new MeterFence(redis, systemRandom);
    // As in any Redis that has run for a while.
    for (const shard of ALL_SHARDS) await redis.set(epochKey(shard), `${Date.now() - 3_600_000}-test`);
    config = loadConfig({
      DATABASE_URL: test.url,
      REDIS_URL: redisUrl,
      MASTER_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      SMTP_URL: 'smtp://127.0.0.1:1',
      LOG_LEVEL: 'silent',
    });
    for (let instance = 0; instance < 2; instance += 1) apps.push(await startApi(config));
  });

  afterAll(async () => {
    for (const app of apps) await app.close();
    redis.disconnect();
    await test.drop();
  });

  async function startApi(settings: Config): Promise<NestFastifyApplication> {
    const logger = createLogger(settings, 'test');
    const module = await Test.createTestingModule({
      imports: [PlatformModule.with({ config: settings, logger, clock }), VerifyModule],
    }).compile();
    const app = module.createNestApplication<NestFastifyApplication>(buildServer(settings, logger), {
      bodyParser: false,
      logger: false,
    });
    app.enableShutdownHooks([]);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return app;
  }

  const send = (options: InjectOptions, instance = 0): Promise<LightMyRequestResponse> =>
    (apps[instance] as NestFastifyApplication).inject(options);

  function verify(caller: SeededCaller, parameters = '', instance = 0, headers = {}): Promise<LightMyRequestResponse> {
    return send(
      { url: `/t/${caller.slug}/verify${parameters}`, headers: { authorization: `Bearer ${caller.token}`, ...headers } },
      instance,
    );
  }

  it('answers exactly what the contract shows', async () => {
    const caller = await seedCaller(test, {
      tier: { key: 'pro', name: 'Pro', quotaPerMonth: 1000, ratePerMinute: 60 },
      scopes: ['foods.read'],
      email: 'a@b.c',
    });
    const { statusCode, headers, body } = await verify(caller, '?cost=2');
    expect(statusCode).toBe(200);
    const normalised = body.replace(caller.subscriberId, 'usr_…').replace(caller.gptId, 'gpt_…').replace(caller.clientId, '…');
    expect(normalised).toMatchInlineSnapshot(
      `"{"active":true,"sub":"usr_…","gpt":"gpt_…","client_id":"…","email":"a@b.c","email_verified":true,"name":"Ada","scope":"foods.read","tier":"pro","subscription":"active","quota":{"limit":1000,"used":2,"remaining":998,"resets_at":"2026-12-01T00:00:00Z"},"rate":{"limit":60,"remaining":59,"reset_seconds":1}}"`,
    );
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'ratelimit-policy': '"quota";q=1000;w=2592000, "rate";q=60;w=60',
      ratelimit: expect.stringMatching(/^"quota";r=998;t=\d+, "rate";r=59;t=1$/),
    });
  });

  it('says null where nothing is limited, and counts all the same', async () => {
    const caller = await seedCaller(test);
    const { headers, ...response } = await verify(caller);
    expect(response.json()).toMatchObject({
      quota: { limit: null, used: 1, remaining: null, resets_at: '2026-12-01T00:00:00Z' },
      rate: { limit: null, remaining: null, reset_seconds: 0 },
    });
    expect(headers['ratelimit-policy']).toMatch(RATE_FIELD);
  });

  it('takes parameters from the query and from JSON', async () => {
    const caller = await seedCaller(test, { tier: { quotaPerMonth: 100, actionCosts: { scan: 7 } } });
    expect((await verify(caller, '?action=scan')).json()).toMatchObject({ quota: { used: 7 } });
    expect((await verify(caller, '?action=scan&cost=2')).json()).toMatchObject({ quota: { used: 9 } });
    const posted = await send({
      method: 'POST',
      url: `/t/${caller.slug}/verify`,
      headers: { authorization: `Bearer ${caller.token}` },
      payload: { action: 'scan', peek: true },
    });
    expect(posted.json()).toMatchObject({ active: true, quota: { used: 9 } });
    const empty = await send({
      method: 'POST',
      url: `/t/${caller.slug}/verify`,
      headers: { authorization: `bearer ${caller.token}` },
    });
    expect(empty.json()).toMatchObject({ active: true, quota: { used: 10 } });
  });

  it('asks Postgres nothing about a caller it knows', async () => {
    const caller = await seedCaller(test);
    const database = (apps[0] as NestFastifyApplication).get(Database);
    const transactions = (['inWorkspace', 'inWorkspacePipelined', 'inDirectory'] as const).map((name) =>
      jest.spyOn(database, name),
    );
    const begun = (): number => transactions.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
    await verify(caller);
    const cold = begun();
    for (let call = 0; call < 20; call += 1) expect((await verify(caller)).statusCode).toBe(200);
    // Cold: the workspace, the caller, and what they used so far.
    expect([cold, begun() - cold]).toEqual([3, 0]);
    for (const spy of transactions) spy.mockRestore();
  });

  describe('refuses with one and the same 401', () => {
    it('a token that is missing, unknown, malformed, expired, revoked, of another workspace, or of a workspace that is none', async () => {
      const live = await seedCaller(test);
      const expired = await seedCaller(test, { expiresAt: new Date('2026-11-21T09:59:59Z') });
      const revoked = await seedCaller(test);
      const ungranted = await seedCaller(test);
      const other = await seedCaller(test);
      await test.query(`UPDATE access_tokens SET revoked_at = now() WHERE subscriber_id = $1`, [revoked.subscriberId]);
      await test.query(`UPDATE grants SET revoked_at = now() WHERE id = $1`, [ungranted.grantId]);
      const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
      const answers = await Promise.all([
        send({ url: `/t/${live.slug}/verify` }),
        send({ url: `/t/${live.slug}/verify`, headers: bearer(`gth_at_${'x'.repeat(43)}`) }),
        send({ url: `/t/${live.slug}/verify`, headers: bearer('nonsense') }),
        send({ url: `/t/${live.slug}/verify`, headers: bearer('x'.repeat(9_000)) }),
        send({ url: `/t/${live.slug}/verify`, headers: { authorization: 'Basic YTpi' } }),
        send({ url: `/t/${live.slug}/verify?access_token=${live.token}` }),
        verify(expired),
        verify(revoked),
        verify(ungranted),
        verify({ ...live, slug: other.slug }),
        verify({ ...live, slug: 'no-such-workspace' }),
        verify({ ...live, slug: 'no%00such' }),
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
      const [caller, other] = [await seedCaller(test), await seedCaller(test)];
      const at = async (slug: string) => (await verify({ ...caller, slug })).statusCode;
      expect([await at(caller.slug), await at(other.slug), await at(caller.slug)]).toEqual([200, 401, 200]);
    });

    it('a token that expires while it is remembered', async () => {
      const caller = await seedCaller(test, { expiresAt: new Date(clock.now().getTime() + 60_000) });
      expect((await verify(caller)).statusCode).toBe(200);
      clock.advance(60);
      expect((await verify(caller)).statusCode).toBe(401);
    });
  });

  it('refuses a revoked token on the next call, on every instance', async () => {
    const caller = await seedCaller(test);
    for (const instance of [0, 1]) expect((await verify(caller, '', instance)).statusCode).toBe(200);
    await fence.around(async (mark) => {
      await mark.subscriber(caller.workspaceId, caller.subscriberId);
      await test.query(`UPDATE access_tokens SET revoked_at = now() WHERE subscriber_id = $1`, [caller.subscriberId]);
    });
    for (const instance of [0, 1]) expect((await verify(caller, '', instance)).statusCode).toBe(401);
  });

  it('applies an edited tier from the next call on, on every instance', async () => {
    const caller = await seedCaller(test, { tier: { quotaPerMonth: 100 } });
    for (const instance of [0, 1]) expect((await verify(caller, '', instance)).statusCode).toBe(200);
    await fence.around(async (mark) => {
      await mark.gpt(caller.gptId);
      await test.query(`UPDATE tiers SET quota_per_month = 2 WHERE id = $1`, [caller.tierId]);
    });
    for (const instance of [0, 1]) {
      const response = await verify(caller, '', instance);
      expect([response.statusCode, response.json<{ error: string }>().error]).toEqual([429, 'quota_exceeded']);
    }
  });

  it('keeps a hundred callers at once apart when their GPT changes under them', async () => {
    const first = await seedCaller(test);
    const callers = [first];
    while (callers.length < 10) callers.push(await seedCaller(test, { beside: first }));
    const storm = Array.from({ length: 200 }, (_, index) => verify(callers[index % 10] as SeededCaller, '', index % 2));
    for (let change = 0; change < 5; change += 1) await fence.around((mark) => mark.gpt(first.gptId));
    const answers = await Promise.all(storm);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(200).fill(200));
    for (const [index, response] of answers.entries()) {
      expect(response.json<{ sub: string }>().sub).toBe(callers[index % 10]?.subscriberId);
    }
    expect((await verify(first, '?peek=true')).json()).toMatchObject({ quota: { used: 20 } });
  });

  describe('denies', () => {
    it('a blocked subscriber: 403', async () => {
      const caller = await seedCaller(test);
      await test.query(`UPDATE subscribers SET blocked_at = now() WHERE id = $1`, [caller.subscriberId]);
      const response = await verify(caller);
      expect(response.statusCode).toBe(403);
      expect(response.json()).toEqual({
        active: false,
        error: 'access_blocked',
        error_description: expect.any(String),
        message: expect.stringMatching(/^Your access to Food Finder has been switched off/),
      });
    });

    it('a call that needs more than was consented to: 403 with the scope (RFC 6750 3.1)', async () => {
      const response = await verify(await seedCaller(test, { scopes: ['a'] }), '?scope=a%20b');
      expect(response.statusCode).toBe(403);
      expect(response.headers['www-authenticate']).toMatch(/error="insufficient_scope".*scope="b"/);
      expect(response.json()).toMatchObject({ active: true, error: 'insufficient_scope' });
    });

    it('what comes too fast: 429 with the time to wait', async () => {
      const caller = await seedCaller(test, { tier: { ratePerMinute: 6, burst: 1 } });
      await verify(caller);
      const response = await verify(caller);
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
      const caller = await seedCaller(test, { tier: { quotaPerMonth: 3 } });
      expect((await verify(caller, '?cost=3')).statusCode).toBe(200);
      const response = await verify(caller);
      expect(response.statusCode).toBe(429);
      expect(Number(response.headers['retry-after'])).toBeGreaterThan(86_400);
      expect(response.json()).toMatchObject({
        error: 'quota_exceeded',
        message: expect.stringMatching(/renews on December 1, 2026/),
      });
    });

    it('the same call again under its Idempotency-Key, once counted', async () => {
      const caller = await seedCaller(test, { tier: { quotaPerMonth: 1 } });
      const key = { 'idempotency-key': 'order-1' };
      const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => verify(caller, '', index % 2, key)));
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(200));
      expect((await verify(caller, '', 0, { 'idempotency-key': 'order-2' })).statusCode).toBe(429);
      expect((await verify(caller, '', 0, key)).json()).toMatchObject({ active: true, quota: { used: 1, remaining: 0 } });
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
      const caller = await seedCaller(test);
      const response = await send({
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
      expect((await verify(caller, '?peek=true')).json()).toMatchObject({ quota: { used: 0 } });
    },
  );

  it('is asked by GET and POST only, so that a HEAD counts nothing', async () => {
    const caller = await seedCaller(test);
    for (const method of ['HEAD', 'PUT', 'DELETE', 'OPTIONS'] as const) {
      const response = await send({
        method,
        url: `/t/${caller.slug}/verify`,
        headers: { authorization: `Bearer ${caller.token}` },
      });
      expect(response.statusCode).toBe(404);
    }
  });

  it('lets nothing through while Redis is away where the workspace wants that, and says when to come back', async () => {
    const app = await startApi(config);
    apps.push(app);
    app.get<Redis>(METER_REDIS).disconnect();
    const caller = await seedCaller(test);
    await test.query(`UPDATE workspaces SET when_counters_are_down = 'refuse' WHERE id = $1`, [caller.workspaceId]);
    const response = await verify(caller, '', apps.length - 1);
    expect(response.statusCode).toBe(503);
    expect(response.headers).toMatchObject({ 'retry-after': '2', ratelimit: '"none";r=0;t=2' });
    expect(response.json()).toMatchObject({ active: false, error: 'temporarily_unavailable' });
  });
});
