import 'reflect-metadata';
import {
  checkDurability,
  ConfigError,
  createLogger,
  Database,
  loadConfig,
  type Logger,
  MailTransport,
} from '@gatehouse/platform';
import { NestFactory } from '@nestjs/core';
import type { Redis } from 'ioredis';
import type { Job } from './job';
import { DrainWithoutQueue } from './drain-usage/drain-without-queue';
import { JobRunner } from './job-runner';
import { serveStatus } from './status-server';
import { REDIS } from './tokens';
import { JOBS, WorkerModule } from './worker.module';

/** Longest that running jobs may take once the process was asked to stop, in milliseconds. Whatever is cut off is repeated. */
const STOP_WITHIN_MS = 25_000;

async function start(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger(config, 'worker');
  const app = await NestFactory.createApplicationContext(WorkerModule.with(config, logger), {
    logger: false,
    abortOnError: false,
  });
  const runner = new JobRunner(config.redisUrl, logger);
  const withoutQueue = app.get(DrainWithoutQueue);
  stopOnSignal(logger, async () => {
    await runner.close();
    await withoutQueue.close();
    app.get(MailTransport).close();
    app.get<Redis>(REDIS).disconnect();
    await app.get(Database).close();
    await app.close();
  });
  await warnOfForgetfulRedis(app.get<Redis>(REDIS), logger);
  if (config.workerPort !== null) serveStatus(config, config.workerPort, app.get(Database), app.get<Redis>(REDIS)).unref();
  withoutQueue.start();
  for (const job of JOBS) await runner.start(app.get<Job>(job));
  logger.info({ jobs: JOBS.map((job) => job.name) }, 'ready');
}

/** Counts wait in Redis until they are drained; one that may forget them is worth a word at every start. */
async function warnOfForgetfulRedis(redis: Redis, logger: Logger): Promise<void> {
  for (const fault of await checkDurability(redis)) logger.warn(fault);
}

function stopOnSignal(logger: Logger, close: () => Promise<void>): void {
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    close().then(
      () => process.exit(0),
      (error: Error) => {
        logger.error({ error: error.message }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

start().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof ConfigError || !(error instanceof Error) ? String(error) : (error.stack ?? error.message)}\n`,
  );
  process.exit(1);
});
