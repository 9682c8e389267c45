import { type Config, createLogger, loadConfig, MeterPresence } from '@gatehouse/platform';
import { createTestDatabase, OwnRedis, seedCaller, type SeededCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { LightMyRequestResponse } from 'fastify';
import { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { buildServer } from '../../edge/http/fastify-server';
import { PlatformModule } from '../../edge/platform.module';
import { VerifyModule } from './verify.module';

/** For Redis to be noticed as gone, or as back: a second as a rule, many on a machine with much else to do. */
const PATIENCE_MS = 20_000;

describe('verify with a Redis that refuses to write', () => {
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

  /** Gives up before the test's own time is over, and says on what. */
  const until = async (isPresent: boolean): Promise<void> => {
    const givesUpAt = Date.now() + PATIENCE_MS;
    while (!apps.every((app) => app.get(MeterPresence).isPresent === isPresent)) {
      if (Date.now() > givesUpAt)
        throw new Error(`after ${PATIENCE_MS} ms Redis is still ${isPresent ? 'absent' : 'present'} to one of the two`);
      await pause(20);
    }
  };
  /** Says something to Redis that its operator would. */
  async function tell(...command: [string, ...string[]]): Promise<void> {
    const client = new Redis(redis.url);
    await client.call(...command);
    client.disconnect();
  }
  const REFUSALS = [
    ['is a replica after a failover', () => tell('REPLICAOF', '127.0.0.1', '1'), () => tell('REPLICAOF', 'NO', 'ONE')],
    [
      'is a replica that tells nothing old',
      async () => {
        await tell('CONFIG', 'SET', 'replica-serve-stale-data', 'no');
        await tell('REPLICAOF', '127.0.0.1', '1');
      },
      async () => {
        await tell('REPLICAOF', 'NO', 'ONE');
        await tell('CONFIG', 'SET', 'replica-serve-stale-data', 'yes');
      },
    ],
    ['has no memory left', () => tell('CONFIG', 'SET', 'maxmemory', '1'), () => tell('CONFIG', 'SET', 'maxmemory', '0')],
  ] as const;

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

  it.each(REFUSALS)(
    'serves by Postgres from the first call on that it refuses, when it %s, and leaves the quota exact',
    async (_why, refuse, obey) => {
      const caller = await seedCaller(test, { tier: { quotaPerMonth: 20 } });
      const unseen = await seedCaller(test, { beside: caller });
      expect(statuses(await times(4, () => verify(caller)))).toEqual({ 200: 4 });
      await refuse();
      try {
        // All at once on both instances: each is counted once, none is answered with an error.
        expect(statuses(await times(10, () => verify(caller)))).toEqual({ 200: 10 });
        expect(statuses(await times(5, () => verify(unseen)))).toEqual({ 200: 5 });
        expect([await ledgerOf(caller), await ledgerOf(unseen)]).toEqual([
          { calls: 10, cost: 10, denied: 0 },
          { calls: 5, cost: 5, denied: 0 },
        ]);
        expect(apps.some((app) => app.get(MeterPresence).isPresent)).toBe(false);
      } finally {
        await obey();
        await until(true);
      }
      expect((await verify(caller, '?peek=true')).json()).toMatchObject({ quota: { used: 14 } });
      expect(statuses(await times(10, () => verify(caller)))).toEqual({ 200: 6, 429: 4 });
      expect(statuses(await times(20, () => verify(unseen)))).toEqual({ 200: 15, 429: 5 });
    },
  );

  it('refuses where the workspace wants that, and counts nothing', async () => {
    const caller = await seedCaller(test);
    expect((await verify(caller)).statusCode).toBe(200);
    await test.query(`UPDATE workspaces SET when_counters_are_down = 'refuse' WHERE id = $1`, [caller.workspaceId]);
    await tell('REPLICAOF', '127.0.0.1', '1');
    try {
      expect(statuses(await times(4, () => verify(caller)))).toEqual({ 503: 4 });
    } finally {
      await tell('REPLICAOF', 'NO', 'ONE');
      await until(true);
    }
    expect((await verify(caller)).json()).toMatchObject({ quota: { used: 2 } });
  });

  it('counts no call twice and loses none while it refuses and obeys in turn, under calls that never stop', async () => {
    const caller = await seedCaller(test, { tier: { quotaPerMonth: 1_000_000 } });
    let calling = true;
    let [accepted, unanswered] = [0, 0];
    const callers = Array.from({ length: 6 }, async () => {
      while (calling) {
        const { statusCode } = await verify(caller);
        if (statusCode === 200) accepted += 1;
        else if (statusCode === 503) unanswered += 1;
      }
    });
    try {
      for (const [, refuse, obey] of REFUSALS) {
        await refuse();
        try {
          await until(false);
          await pause(100);
        } finally {
          await obey();
        }
        await until(true);
      }
    } finally {
      calling = false;
      await Promise.all(callers);
    }
    const used = (await verify(caller, '?peek=true')).json().quota.used as number;
    expect(used).toBeGreaterThanOrEqual(accepted);
    expect(used).toBeLessThanOrEqual(accepted + unanswered);
  });
});
