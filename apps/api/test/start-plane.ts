import type { Clock } from '@gatehouse/core';
import { type Config, createLogger, loadConfig } from '@gatehouse/platform';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { buildServer } from '../src/edge/http/fastify-server';
import { PlatformModule } from '../src/edge/platform.module';

/** Configuration of an instance on these servers, under `https://gate.example`. */
export function testConfig(databaseUrl: string, redisUrl: string, more: Record<string, string> = {}): Config {
  return loadConfig({
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    PUBLIC_URL: 'https://gate.example',
    MASTER_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    SMTP_URL: 'smtp://127.0.0.1:1',
    LOG_LEVEL: 'silent',
    ...more,
  });
}

/** One instance of the API with these modules only, listening nowhere: requests are injected. */
export async function startPlane(config: Config, clock: Clock, modules: readonly Type[]): Promise<NestFastifyApplication> {
  const logger = createLogger(config, 'test');
  const module = await Test.createTestingModule({
    imports: [PlatformModule.with({ config, logger, clock }), ...modules],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(buildServer(config, logger), {
    bodyParser: false,
    logger: false,
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
