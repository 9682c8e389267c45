import { type Config, createLogger, Database, loadConfig } from '@gatehouse/platform';
import { createTestDatabase, OwnRedis, seedCaller, type SeededCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Redis } from 'ioredis';
import { buildServer } from '../../edge/http/fastify-server';
import { PlatformModule } from '../../edge/platform.module';
import { VerifyModule } from './verify.module';

const CALLS = 20;

describe('a call to verify', () => {
  const clock = new TestClock(new Date('2026-11-21T10:00:00Z'));
  let test: TestDatabase;
  let redis: OwnRedis;
  let operator: Redis;
  let app: NestFastifyApplication;

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
    app = await startApi(config);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await app.close();
    operator.disconnect();
    await redis.remove();
    await test.drop();
  });

  async function startApi(config: Config): Promise<NestFastifyApplication> {
    const logger = createLogger(config, 'test');
    const module = await Test.createTestingModule({
      imports: [PlatformModule.with({ config, logger, clock }), VerifyModule],
    }).compile();
    const made = module.createNestApplication<NestFastifyApplication>(buildServer(config, logger), {
      bodyParser: false,
      logger: false,
    });
    made.enableShutdownHooks([]);
    await made.init();
    await made.getHttpAdapter().getInstance().ready();
    return made;
  }

  async function verify({ slug, token }: SeededCaller, parameters = '', headers = {}): Promise<number> {
    const url = `/t/${slug}/verify${parameters}`;
    return (await app.inject({ url, headers: { authorization: `Bearer ${token}`, ...headers } })).statusCode;
  }

  /** What clients sent to Redis meanwhile, command by command; what scripts did is theirs. */
  async function sentDuring(work: () => Promise<void>): Promise<string[]> {
    const monitor = await operator.monitor();
    const sent: string[] = [];
    const isOver = Promise.withResolvers<void>();
    monitor.on('monitor', (_time: string, [command = '', argument]: string[], source: string) => {
      if (command === 'echo' && argument === 'over') isOver.resolve();
      else if (source !== 'lua') sent.push(command);
    });
    await work();
    await operator.echo('over');
    await isOver.promise;
    monitor.disconnect();
    return sent;
  }

  it.each([
    ['that is accepted', {}, '', {}, 200],
    ['that peeks', {}, '?peek=true', {}, 200],
    ['under an Idempotency-Key', {}, '', { 'idempotency-key': 'one' }, 200],
    ['that names its action and cost', {}, '?action=scan&cost=3', {}, 200],
    ['that the rate refuses', { ratePerMinute: 1, burst: 1 }, '', {}, 429],
  ])(
    '%s is one command to Redis and nothing to Postgres, once the caller is known',
    async (_what, tier, parameters, headers, status) => {
      const caller = await seedCaller(test, { tier });
      await verify(caller);
      await verify(caller);
      const database = app.get(Database);
      const asked = [
        jest.spyOn(database, 'inWorkspace'),
        jest.spyOn(database, 'inWorkspacePipelined'),
        jest.spyOn(database, 'inDirectory'),
      ];
      const sent = await sentDuring(async () => {
        for (let call = 0; call < CALLS; call += 1) expect(await verify(caller, parameters, headers)).toBe(status);
      });
      expect(sent).toEqual(Array<string>(CALLS).fill('evalsha'));
      expect(asked.map((way) => way.mock.calls.length)).toEqual([0, 0, 0]);
    },
  );
});
