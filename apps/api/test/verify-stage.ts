import { type Config, createLogger, loadConfig } from '@gatehouse/platform';
import { createTestDatabase, type SeededCaller, TestClock, type TestDatabase } from '@gatehouse/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { VerifyModule } from '../src/data-plane/verify/verify.module';
import { buildServer } from '../src/edge/http/fastify-server';
import { PlatformModule } from '../src/edge/platform.module';

/** Verify alone, as two processes of the API answer it. */
export interface VerifyStage {
  readonly clock: TestClock;
  readonly test: TestDatabase;
  readonly apps: readonly NestFastifyApplication[];
  send(options: InjectOptions, instance?: number): Promise<LightMyRequestResponse>;
  verify(caller: SeededCaller, parameters?: string, instance?: number, headers?: object): Promise<LightMyRequestResponse>;
  /** One process more. @returns which of the instances it is */
  startAnother(): Promise<number>;
  stop(): Promise<void>;
}

/** @param redisUrl of a Redis that the test has made ready */
export async function startVerifyStage(redisUrl: string): Promise<VerifyStage> {
  const clock = new TestClock(new Date('2026-11-21T10:00:00Z'));
  const test = await createTestDatabase();
  const config = loadConfig({
    DATABASE_URL: test.url,
    REDIS_URL: redisUrl,
    MASTER_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    SMTP_URL: 'smtp://127.0.0.1:1',
    LOG_LEVEL: 'silent',
  });
  const apps = [await startApi(config, clock), await startApi(config, clock)];
  const send: VerifyStage['send'] = (options, instance = 0) => (apps[instance] as NestFastifyApplication).inject(options);
  return {
    ...{ clock, test, apps, send },
    verify: ({ slug, token }, parameters = '', instance = 0, headers = {}) =>
      send({ url: `/t/${slug}/verify${parameters}`, headers: { authorization: `Bearer ${token}`, ...headers } }, instance),
    startAnother: async () => apps.push(await startApi(config, clock)) - 1,
    stop: async () => {
      for (const app of apps) await app.close();
      await test.drop();
    },
  };
}

async function startApi(config: Config, clock: TestClock): Promise<NestFastifyApplication> {
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
