import { type Config, createLogger, loadConfig, MeterPresence } from '@gatehouse/platform';
import { createTestDatabase, OwnRedis, seedCaller, type SeededCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { buildServer } from '../../edge/http/fastify-server';
import { PlatformModule } from '../../edge/platform.module';
import { VerifyModule } from './verify.module';

/** What an operator says to Redis. */
interface Refusal {
  readonly refuse: [string, ...string[]];
  readonly obey: [string, ...string[]];
}

describe('a quota that was nearly used up when Redis began to refuse', () => {
  const clock = new TestClock();
  let test: TestDatabase;
  let redis: OwnRedis;
  let operator: Redis;
  /** Two processes of the API. No worker runs: nothing of what Redis counted comes home. */
  let apps: NestFastifyApplication[];

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
  beforeEach(() => clock.set(new Date('2026-11-21T10:00:00Z')));
  afterAll(async () => {
    for (const app of apps) await app.close();
    operator.disconnect();
    await redis.remove();
    await test.drop();
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

  let turn = 0;
  async function verify({ slug, token }: SeededCaller): Promise<number> {
    turn += 1;
    const app = apps[turn % 2] as NestFastifyApplication;
    return (await app.inject({ url: `/t/${slug}/verify`, headers: { authorization: `Bearer ${token}` } })).statusCode;
  }
  async function counterOf({ gptId, subscriberId }: SeededCaller): Promise<string | null> {
    const keys = await operator.keys(`{m:*}:q:${gptId}:${subscriberId}:*`);
    return operator.get(keys.find((key) => !key.endsWith(':direct')) ?? '');
  }
  async function outcomes(calls: number, caller: SeededCaller): Promise<Record<number, number>> {
    const all: Record<number, number> = {};
    for (const status of await Promise.all(Array.from({ length: calls }, () => verify(caller)))) {
      all[status] = (all[status] ?? 0) + 1;
    }
    return all;
  }
  async function whileItRefuses({ refuse, obey }: Refusal, work: () => Promise<void>): Promise<void> {
    await operator.call(...refuse);
    try {
      await work();
    } finally {
      await operator.call(...obey);
      while (!apps.every((app) => app.get(MeterPresence).isPresent)) await pause(20);
    }
  }

  const NO_MEMORY: Refusal = { refuse: ['CONFIG', 'SET', 'maxmemory', '1'], obey: ['CONFIG', 'SET', 'maxmemory', '0'] };
  const REPLICA: Refusal = { refuse: ['REPLICAOF', '127.0.0.1', '1'], obey: ['REPLICAOF', 'NO', 'ONE'] };

  it.each([
    ['has no memory left', NO_MEMORY],
    ['is a replica', REPLICA],
  ])('is given out to its last unit and not again, while Redis %s and after', async (_why, refusal) => {
    const caller = await seedCaller(test, { tier: { quotaPerMonth: 20 } });
    const other = await seedCaller(test, { beside: caller });
    expect(await outcomes(18, caller)).toEqual({ 200: 18 });
    await whileItRefuses(refusal, async () => {
      expect(await outcomes(20, caller)).toEqual({ 200: 2, 429: 18 });
      // Whom Redis does not know has nothing there.
      expect(await outcomes(24, other)).toEqual({ 200: 20, 429: 4 });
    });
    expect(await outcomes(5, caller)).toEqual({ 429: 5 });
    expect(await outcomes(5, other)).toEqual({ 429: 5 });
    expect([await counterOf(caller), await counterOf(other)]).toEqual(['20', '20']);
  });

  it('counts what Redis was told of before, once', async () => {
    const caller = await seedCaller(test, { tier: { quotaPerMonth: 20 } });
    expect(await outcomes(6, caller)).toEqual({ 200: 6 });
    for (let round = 0; round < 2; round += 1) {
      await whileItRefuses(NO_MEMORY, async () => expect(await outcomes(6, caller)).toEqual({ 200: 6 }));
    }
    await whileItRefuses(NO_MEMORY, async () => {
      expect(await outcomes(6, caller)).toEqual({ 200: 2, 429: 4 });
    });
  });

  it('counts what waits from before the months of the caller changed', async () => {
    const caller = await seedCaller(test, { tier: { quotaPerMonth: 20 } });
    expect(await outcomes(18, caller)).toEqual({ 200: 18 });
    await whileItRefuses(NO_MEMORY, async () => {
      await test.query(`UPDATE tiers SET quota_months = 'subscription_month' WHERE id = $1`, [caller.tierId]);
      expect(await outcomes(20, caller)).toEqual({ 200: 2, 429: 18 });
    });
  });
});
