import { answersWithin, type Database, mustBeOfUse } from '@gatehouse/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Redis } from 'ioredis';

/** Longest wait for Postgres and Redis to say that they are there, in milliseconds. */
const PROBE_TIMEOUT_MS = 2_000;

/** Whether the process takes work. It says no as soon as it was asked to stop, so that no new requests are sent its way. */
@Injectable()
export class Readiness {
  private stopping = false;

  stop(): void {
    this.stopping = true;
  }

  get accepting(): boolean {
    return !this.stopping;
  }
}

/** `/healthz`: the process runs. `/readyz`: it can do its work, because Postgres answers and Redis does, as one that takes what is written while it has memory for it. */
export function serveHealth(server: FastifyInstance, readiness: Readiness, database: Database, redis: Redis): void {
  server.get('/healthz', (_request, reply) => answer(reply, 200, { status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    if (!readiness.accepting) return answer(reply, 503, { status: 'stopping' });
    const [postgresUp, redisUp] = await Promise.all([
      answersWithin(PROBE_TIMEOUT_MS, database.ping()),
      answersWithin(PROBE_TIMEOUT_MS, mustBeOfUse(redis)),
    ]);
    const ready = postgresUp && redisUp;
    return answer(reply, ready ? 200 : 503, { status: ready ? 'ready' : 'unavailable', postgres: postgresUp, redis: redisUp });
  });
}

function answer(reply: FastifyReply, status: number, body: object): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').send(body);
}
