import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import { ConfigError, createLogger, loadConfig, type Logger } from '@gatehouse/platform';
import { type Api, buildApi } from './bootstrap';
import { listen } from './edge/http/listen';
import { PLANES } from './planes';

/** Longest that requests in flight may take once the process was asked to stop, in milliseconds. */
const STOP_WITHIN_MS = 25_000;

async function start(): Promise<void> {
  keepGarbageYoung();
  const config = loadConfig(process.env);
  const logger = createLogger(config, 'api');
  const api = await buildApi({ config, logger }, PLANES[config.plane]);
  stopOnSignal(api, logger);
  await listen(api.app, config.host, config.port);
  logger.info({ host: config.host, port: config.port, plane: config.plane }, 'ready');
}

/**
 * Has V8 take all memory from the young generation. Else it learns from the first calls, which wait for Postgres and so outlive its young collections, to take that of later
 * calls from the old generation, too: a tenth of what verify uses was kept so, and the marking of all memory, which takes two tenths of a second of one core,
 * came every ten to twenty seconds instead of about once a minute (docs/performance.md).
 */
function keepGarbageYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}

function stopOnSignal(api: Api, logger: Logger): void {
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    api.close().then(
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
