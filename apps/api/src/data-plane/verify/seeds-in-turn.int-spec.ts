import { createLogger, Database, loadConfig } from '@gatehouse/platform';
import { createTestDatabase, emptyTestRedis, seedCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { buildServer } from '../../edge/http/fastify-server';
import { PlatformModule } from '../../edge/platform.module';
import { VerifyModule } from './verify.module';

const CALLERS = 40;

describe('the first calls of a month', () => {
  const clock = new TestClock(new Date('2026-11-30T23:00:00Z'));
  let test: TestDatabase;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    test = await createTestDatabase();
    const config = loadConfig({
      DATABASE_URL: test.url,
      DATABASE_POOL_SIZE: '4',
      REDIS_URL: await emptyTestRedis(),
      MASTER_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      SMTP_URL: 'smtp://127.0.0.1:1',
      LOG_LEVEL: 'silent',
    });
    const logger = createLogger(config, 'test');
    const module = await Test.createTestingModule({
      imports: [PlatformModule.with({ config, logger, clock }), VerifyModule],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(buildServer(config, logger), { bodyParser: false, logger: false });
    app.enableShutdownHooks([]);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await app.close();
    await test.drop();
  });

  it('of callers who are known leave half of the connections to Postgres to others, however many come at once', async () => {
    const first = await seedCaller(test, { tier: { quotaPerMonth: 100 } });
    const callers = [first];
    while (callers.length < CALLERS) callers.push(await seedCaller(test, { beside: first }));
    const callAll = (): Promise<number[]> =>
      Promise.all(
        callers.map(async ({ slug, token }) => {
          const answer = await app.inject({ url: `/t/${slug}/verify`, headers: { authorization: `Bearer ${token}` } });
          return answer.statusCode;
        }),
      );
    const served = callers.map(() => 200);
    expect(await callAll()).toEqual(served);
    clock.advance(2 * 3_600_000);

    const database = app.get(Database);
    const read = database.inWorkspacePipelined.bind(database);
    let [running, asked, most] = [0, 0, 0];
    jest.spyOn(database, 'inWorkspacePipelined').mockImplementation(async (workspaceId, work) => {
      [running, asked] = [running + 1, asked + 1];
      most = Math.max(most, running);
      return read(workspaceId, work).finally(() => (running -= 1));
    });
    expect(await callAll()).toEqual(served);
    expect({ asked, most }).toEqual({ asked: CALLERS, most: 2 });
  });
});
