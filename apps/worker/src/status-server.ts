import { answersWithin, type Config, type Database, mustBeOfUse } from '@gatehouse/platform';
import type { Redis } from 'ioredis';
import { createServer, type Server } from 'node:http';
import { collectDefaultMetrics, register } from 'prom-client';

/** Longest wait for Postgres and Redis to say that they are there, in milliseconds. */
const PROBE_TIMEOUT_MS = 2_000;

/** What a worker tells of itself over HTTP: `/healthz`, `/readyz`, `/metrics`. For orchestrators and Prometheus, not for the public. */
export function serveStatus({ host }: Pick<Config, 'host'>, port: number, database: Database, redis: Redis): Server {
  collectDefaultMetrics({ register });
  const answers: Readonly<Record<string, () => Promise<string>>> = {
    '/healthz': () => Promise.resolve('ok'),
    '/readyz': async () => {
      const probes = [database.ping(), mustBeOfUse(redis)].map((probe) => answersWithin(PROBE_TIMEOUT_MS, probe));
      if (!(await Promise.all(probes)).every(Boolean))
        throw new Error('Postgres or Redis does not answer, or Redis is not the primary');
      return 'ok';
    },
    '/metrics': () => register.metrics(),
  };
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    if (request.method !== 'GET' || answer === undefined) {
      response.writeHead(404).end();
      return;
    }
    answer().then(
      (text) => response.writeHead(200, { 'content-type': register.contentType, 'cache-control': 'no-store' }).end(text),
      () => response.writeHead(503).end(),
    );
  });
  return server.listen(port, host);
}
