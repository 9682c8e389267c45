import { randomBytes } from 'node:crypto';
import { type Config, createLogger, loadConfig, Vault } from '@gatehouse/platform';
import { createTestDatabase, emptyTestRedis, TestClock, type TestDatabase } from '@gatehouse/testing';
import type { Type } from '@nestjs/common';
import { type Api, buildApi } from '../src/bootstrap';
import { PLANES } from '../src/planes';
import { TestBrowser } from './test-browser';
import { TestMailbox } from './test-mailbox';

/** The API on a database and a Redis of this test file's own. */
export interface TestApi extends Api {
  readonly config: Config;
  readonly clock: TestClock;
  readonly database: TestDatabase;
  readonly mailbox: TestMailbox;
  /** A browser without cookies, on our own pages. */
  browser(): TestBrowser;
  stop(): Promise<void>;
}

export interface TestApiOptions {
  /** Both when left out, as in a process that was told nothing. */
  readonly planes?: readonly Type[];
  readonly config?: Partial<Config>;
}

/** Starts it. Mail is taken where the worker would take it; everything else is the real thing. */
export async function startTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  const database = await createTestDatabase();
  const redisUrl = await emptyTestRedis();
  const config: Config = {
    ...loadConfig({
      DATABASE_URL: database.url,
      REDIS_URL: redisUrl,
      DATABASE_POOL_SIZE: '5',
      SMTP_URL: 'smtp://127.0.0.1:1',
      MASTER_KEYS: `test:${randomBytes(32).toString('base64')}`,
      LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
      PUBLIC_URL: 'http://gatehouse.test',
      // Nobody answers there: no test asks the world's name servers.
      DNS_SERVERS: '127.0.0.1:1',
    }),
    ...options.config,
  };
  const clock = new TestClock();
  const mailbox = new TestMailbox(redisUrl, new Vault(config.masterKeys));
  const api = await buildApi({ config, logger: createLogger(config, 'test'), clock }, options.planes ?? PLANES.all);
  return {
    ...api,
    config,
    clock,
    database,
    mailbox,
    browser: () => new TestBrowser(api.server, config.publicUrl),
    stop: async () => {
      await mailbox.close();
      await api.close();
      await database.drop();
    },
  };
}
