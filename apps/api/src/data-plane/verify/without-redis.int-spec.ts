import {
  type Config,
  createLogger,
  Database,
  loadConfig,
  MeterPresence,
  newId,
  sha256,
  usageReportRepository,
} from '@gatehouse/platform';
import { createTestDatabase, OwnRedis, seedCaller, type SeededCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { LightMyRequestResponse } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { buildServer } from '../../edge/http/fastify-server';
import { PlatformModule } from '../../edge/platform.module';
import { VerifyModule } from './verify.module';

describe('verify without Redis', () => {
  const clock = new TestClock(new Date('2026-11-21T10:00:00Z'));
  let test: TestDatabase;
  let redis: OwnRedis;
  let config: Config;
  /** Two processes of the API. */
  let apps: NestFastifyApplication[];

  beforeAll(async () => {
    test = await createTestDatabase();
    await test.query(`SELECT ensure_usage_partition('2026-11-01')`);
    redis = await OwnRedis.start();
    config = loadConfig({
      DATABASE_URL: test.url,
      REDIS_URL: redis.url,
      MASTER_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      SMTP_URL: 'smtp://127.0.0.1:1',
      LOG_LEVEL: 'silent',
    });
    apps = [await startApi(), await startApi()];
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
    await redis.remove();
    await test.drop();
  });
  afterEach(() => comeBack());

  async function startApi(): Promise<NestFastifyApplication> {
    const logger = createLogger(config, 'test');
    const module = await Test.createTestingModule({
      imports: [PlatformModule.with({ config, logger, clock }), VerifyModule],
    }).compile();
    const app = module.createNestApplication<NestFastifyApplication>(buildServer(config, logger), {
      bodyParser: false,
      logger: false,
    });
    app.enableShutdownHooks([]);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return app;
  }

  const until = async (isPresent: boolean): Promise<void> => {
    while (!apps.every((app) => app.get(MeterPresence).isPresent === isPresent)) await pause(20);
  };
  async function goAway(): Promise<void> {
    await redis.kill();
    await until(false);
  }
  async function comeBack(options = {}): Promise<void> {
    if (apps.every((app) => app.get(MeterPresence).isPresent)) return;
    await redis.startAgain(options);
    await until(true);
  }

  let turn = 0;
  function verify(caller: SeededCaller, parameters = '', headers = {}): Promise<LightMyRequestResponse> {
    turn += 1;
    return (apps[turn % 2] as NestFastifyApplication).inject({
      url: `/t/${caller.slug}/verify${parameters}`,
      headers: { authorization: `Bearer ${caller.token}`, ...headers },
    });
  }
  const statuses = (answers: readonly LightMyRequestResponse[]): Record<string, number> =>
    answers.reduce<Record<string, number>>((all, { statusCode }) => ({ ...all, [statusCode]: (all[statusCode] ?? 0) + 1 }), {});
  const times = (count: number, work: () => Promise<LightMyRequestResponse>) => Promise.all(Array.from({ length: count }, work));

  async function ledgerOf({ subscriberId }: SeededCaller): Promise<object | undefined> {
    const [row] = await test.query<object>(
      'SELECT sum(calls)::int AS calls, sum(cost)::int AS cost, sum(denied)::int AS denied FROM usage_hourly WHERE subscriber_id = $1',
      [subscriberId],
    );
    return row;
  }

  it('serves by default, counts before it answers, and every grouping of the report holds it at once', async () => {
    const caller = await seedCaller(test, { tier: { key: 'pro', quotaPerMonth: 10 } });
    await goAway();
    const first = await verify(caller, '?action=scan&cost=3');
    expect([first.statusCode, first.json()]).toMatchObject([
      200,
      { active: true, tier: 'pro', quota: { used: 3, remaining: 7 } },
    ]);
    expect(await ledgerOf(caller)).toEqual({ calls: 1, cost: 3, denied: 0 });
    const { total } = await apps[0]!.get(Database).inWorkspace(caller.workspaceId, (tx) =>
      usageReportRepository.report(tx, {
        ...{ from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-12-01T00:00:00Z'), groupBy: 'action' },
        ...{ gptId: null, subscriberId: null, limit: 10, after: null },
      }),
    );
    expect(total).toEqual({ calls: 1, cost: 3, denied: 0 });
    expect((await verify(caller, '?peek=true')).json()).toMatchObject({ quota: { used: 3 } });
    expect(statuses(await times(2, () => verify(caller, '?cost=4')))).toEqual({ 200: 1, 429: 1 });
    expect(await ledgerOf(caller)).toEqual({ calls: 2, cost: 7, denied: 1 });
  });

  it('refuses where the workspace wants that, from the next call on', async () => {
    const caller = await seedCaller(test);
    await goAway();
    expect((await verify(caller)).statusCode).toBe(200);
    await test.query(`UPDATE workspaces SET when_counters_are_down = 'refuse' WHERE id = $1`, [caller.workspaceId]);
    const refused = await verify(caller);
    expect([refused.statusCode, refused.json().error, refused.headers['retry-after']]).toEqual([
      503,
      'temporarily_unavailable',
      '2',
    ]);
    expect(await ledgerOf(caller)).toEqual({ calls: 1, cost: 1, denied: 0 });
  });

  it('accepts one of a hundred calls at once on two instances, with one left in the quota', async () => {
    const caller = await seedCaller(test, { tier: { quotaPerMonth: 3 } });
    await times(2, () => verify(caller));
    // Two that Redis knows of and the ledger does not yet are brought home by the drain as a rule.
    await test.query(
      `INSERT INTO usage_hourly (workspace_id, hour, gpt_id, subscriber_id, action, tier, calls, cost) VALUES ($1, '2026-11-21T09:00Z', $2, $3, '*', 'free', 2, 2)`,
      [caller.workspaceId, caller.gptId, caller.subscriberId],
    );
    await test.query(`INSERT INTO usage_period VALUES ($1, '2026-11-01', $2, $3, 2, 2, 0)`, [
      caller.workspaceId,
      caller.gptId,
      caller.subscriberId,
    ]);
    await goAway();
    expect(statuses(await times(100, () => verify(caller)))).toEqual({ 200: 1, 429: 99 });
  });

  it('allows a share of the rate on each instance', async () => {
    const caller = await seedCaller(test, { tier: { ratePerMinute: 60, burst: 20 } });
    await goAway();
    expect(statuses(await times(80, () => verify(caller)))).toEqual({ 200: 20, 429: 60 });
  });

  it('holds a revocation, a block and an unknown token on the next call', async () => {
    const [ada, bob] = [await seedCaller(test), await seedCaller(test)];
    await times(4, () => verify(ada));
    await goAway();
    expect(statuses([...(await times(4, () => verify(ada))), ...(await times(4, () => verify(bob)))])).toEqual({ 200: 8 });
    await test.query('UPDATE access_tokens SET revoked_at = now() WHERE subscriber_id = $1', [ada.subscriberId]);
    await test.query('UPDATE subscribers SET blocked_at = now() WHERE id = $1', [bob.subscriberId]);
    expect(statuses(await times(4, () => verify(ada)))).toEqual({ 401: 4 });
    expect(statuses(await times(4, () => verify(bob)))).toEqual({ 403: 4 });
    expect((await verify({ ...bob, slug: ada.slug })).statusCode).toBe(401);
    expect((await verify({ ...bob, token: `gth_at_${'x'.repeat(43)}` })).statusCode).toBe(401);
  });

  it('refuses a call under an Idempotency-Key, which Redis may have counted before its answer was lost, and counts it once later', async () => {
    const caller = await seedCaller(test);
    const once = () => verify(caller, '', { 'idempotency-key': 'one' });
    expect((await once()).statusCode).toBe(200);
    await goAway();
    expect(statuses(await times(4, once))).toEqual({ 503: 4 });
    await comeBack();
    expect((await once()).json()).toMatchObject({ quota: { used: 1 } });
  });

  it('serves a service key', async () => {
    const caller = await seedCaller(test);
    const secret = `gth_sk_${'k'.repeat(43)}`;
    await test.query(
      `INSERT INTO service_keys (workspace_id, id, gpt_id, name, key_hash, last4, created_at) VALUES ($1, $2, $3, 'ci', $4, 'kkkk', now())`,
      [caller.workspaceId, newId('svk'), caller.gptId, sha256(secret)],
    );
    await goAway();
    expect((await verify({ ...caller, token: secret })).statusCode).toBe(200);
    expect(await test.query('SELECT calls::int FROM usage_hourly WHERE service_key_id IS NOT NULL')).toEqual([{ calls: 1 }]);
  });

  it.each([
    ['with all that it knew', {}],
    ['without anything that it knew', { empty: true }],
  ])('leaves a quota exact when Redis comes back %s', async (_how, options) => {
    const caller = await seedCaller(test, { tier: { quotaPerMonth: 20 } });
    const unseen = await seedCaller(test, { beside: caller });
    await goAway();
    expect(statuses(await times(12, () => verify(caller)))).toEqual({ 200: 12 });
    expect(statuses(await times(5, () => verify(unseen)))).toEqual({ 200: 5 });
    await comeBack(options);
    expect(statuses(await times(30, () => verify(caller)))).toEqual({ 200: 8, 429: 22 });
    expect(statuses(await times(30, () => verify(unseen)))).toEqual({ 200: 15, 429: 15 });
  });

  it('leaves a quota exact that Redis had counted before, outage after outage, under calls that never stop', async () => {
    const caller = await seedCaller(test, { tier: { quotaPerMonth: 1_000_000 } });
    await times(10, () => verify(caller));
    let calling = true;
    let [accepted, unanswered] = [10, 0];
    const callers = Array.from({ length: 6 }, async () => {
      while (calling) {
        const { statusCode } = await verify(caller);
        if (statusCode === 200) accepted += 1;
        else if (statusCode === 503) unanswered += 1;
      }
    });
    for (let outage = 0; outage < 3; outage += 1) {
      await goAway();
      await pause(150);
      await comeBack();
    }
    calling = false;
    await Promise.all(callers);
    // Redis' own calls are not drained here, so direct calls do not see them; what Redis says in the end sees both.
    const used = (await verify(caller, '?peek=true')).json().quota.used as number;
    // A call whose answer was lost with Redis was counted at most once.
    expect(used).toBeGreaterThanOrEqual(accepted);
    expect(used).toBeLessThanOrEqual(accepted + unanswered);
  });
});
