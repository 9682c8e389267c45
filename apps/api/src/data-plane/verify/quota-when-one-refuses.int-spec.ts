import { type Config, createLogger, loadConfig, MeterPresence } from '@gatehouse/platform';
import { createTestDatabase, OwnRedis, seedCaller, type SeededCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { buildServer } from '../../edge/http/fastify-server';
import { PlatformModule } from '../../edge/platform.module';
import { VerifyModule } from './verify.module';

describe('a quota, while Redis refuses one instance and obeys another', () => {
  const clock = new TestClock(new Date('2026-11-21T10:00:00Z'));
  let test: TestDatabase;
  let redis: OwnRedis;
  let operator: Redis;
  /** Two processes of the API. No worker runs: nothing of what Redis counted comes home. */
  let apps: [NestFastifyApplication, NestFastifyApplication];

  beforeAll(async () => {
    test = await createTestDatabase();
    await test.query(`SELECT ensure_usage_partition('2026-11-01')`);
    redis = await OwnRedis.start();
    operator = new Redis(redis.url);
    const config = loadConfig({
      DATABASE_URL: test.url,
      REDIS_URL: redis.url,
      MASTER_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      SMTP_URL: 'smtp://127.0.0.1:1',
      LOG_LEVEL: 'silent',
    });
    apps = [await startApi(config), await startApi(config)];
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
    operator.disconnect();
    await redis.remove();
    await test.drop();
  });
  beforeEach(async () => {
    while (!apps.every((app) => app.get(MeterPresence).isPresent)) await pause(20);
  });

  async function startApi(config: Config): Promise<NestFastifyApplication> {
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

  async function verify(app: 0 | 1, { slug, token }: SeededCaller, parameters = ''): Promise<number> {
    const asked = { url: `/t/${slug}/verify${parameters}`, headers: { authorization: `Bearer ${token}` } };
    return (await apps[app].inject(asked)).statusCode;
  }
  async function outcomes(app: 0 | 1, calls: number, caller: SeededCaller): Promise<Record<number, number>> {
    const all: Record<number, number> = {};
    for (const status of await Promise.all(Array.from({ length: calls }, () => verify(app, caller)))) {
      all[status] = (all[status] ?? 0) + 1;
    }
    return all;
  }
  const memory = (bytes: number) => operator.config('SET', 'maxmemory', bytes);
  /** By Redis, once it has been asked. */
  async function counterOf(caller: SeededCaller): Promise<number> {
    await verify(1, caller, '?peek=true');
    return Number(await operator.get((await operator.keys(`{m:*}:q:${caller.gptId}:${caller.subscriberId}:2026-11`))[0] ?? ''));
  }
  async function ledgerOf({ subscriberId }: SeededCaller): Promise<number> {
    const [row] = await test.query<{ cost: number }>(
      'SELECT coalesce(sum(cost), 0)::int AS cost FROM usage_hourly WHERE subscriber_id = $1',
      [subscriberId],
    );
    return row?.cost ?? NaN;
  }

  it('is not given out twice when memory is free again before the other instance met that there was none', async () => {
    const caller = await seedCaller(test, { tier: { quotaPerMonth: 20 } });
    expect(await outcomes(1, 18, caller)).toEqual({ 200: 18 });
    await memory(1);
    try {
      expect(await outcomes(0, 2, caller)).toEqual({ 200: 2 });
    } finally {
      await memory(0);
    }
    expect([await outcomes(1, 2, caller), await ledgerOf(caller), await counterOf(caller)]).toEqual([{ 429: 2 }, 2, 20]);
  });

  it('is exact among calls that Redis takes and calls that go directly, one after the other and in one moment', async () => {
    const caller = await seedCaller(test, { tier: { quotaPerMonth: 150 } });
    expect(await outcomes(1, 3, caller)).toEqual({ 200: 3 });
    let accepted = 3;
    for (let round = 0; round < 12; round += 1) {
      await memory(1);
      const direct = Promise.all(Array.from({ length: 9 }, () => verify(0, caller)));
      if (round % 2 === 0) await direct;
      await memory(0);
      const both = [...(await Promise.all(Array.from({ length: 9 }, () => verify(1, caller)))), ...(await direct)];
      expect(both.filter((status) => status !== 200 && status !== 429)).toEqual([]);
      accepted += both.filter((status) => status === 200).length;
      expect(await counterOf(caller)).toBe(accepted);
    }
    expect(accepted).toBe(150);
  });

  it('does not keep a call from being served when Redis is back before the call that it refused could go another way', async () => {
    const caller = await seedCaller(test);
    expect(await verify(0, caller)).toBe(200);
    const directly = jest.spyOn(apps[0].get(MeterPresence), 'directly').mockImplementationOnce(async () => {
      await memory(0);
      return null;
    });
    await memory(1);
    expect(await verify(0, caller)).toBe(200);
    directly.mockRestore();
    expect(await counterOf(caller)).toBe(2);
  });
});
