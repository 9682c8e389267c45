import { once } from 'node:events';
import { createServer } from 'node:http';
import admissionsOf from '@gatehouse/platform/dist/redis/admissions.js';
import { Redis } from 'ioredis';
import { announce } from '../../harness/ready.mjs';
import { knownCallers, quotaLimit, rateCapacity, rateIntervalMicros, targetOf, wordsFor } from './known-callers.mjs';

const redis = new Redis(process.env.REDIS_URL);
const admissions = new admissionsOf.Admissions(redis, null);

/** As Gatehouse keeps them: written once, the counters to be put between. */
const callers = await knownCallers(redis, Number(process.env.BENCH_SUBSCRIBERS));
for (const caller of callers.values()) {
  caller.words = `${JSON.stringify(wordsFor(caller.sub)).slice(0, -1)},"quota":{"limit":${quotaLimit},"used":`;
}
const beforeRate = `,"resets_at":"2026-12-01T00:00:00Z"},"rate":{"limit":${rateCapacity},"remaining":`;

const server = createServer({ optimizeEmptyRequests: true, keepAliveTimeout: 72_000 }, async (request, response) => {
  const { words, call } = callers.get(request.headers.authorization.slice('Bearer '.length));
  const [decision, used, tat, now] = await admissions.decide(call);
  const [left, free] = [quotaLimit - used, rateCapacity - Math.ceil((tat - now) / rateIntervalMicros)];
  const text = `${words}${used},"remaining":${left}${beforeRate}${free},"reset_seconds":1}}`;
  response.writeHead(decision === 'accepted' ? 200 : 500, [
    ...['content-type', 'application/json; charset=utf-8', 'cache-control', 'no-store'],
    ...['RateLimit-Policy', `"quota";q=${quotaLimit};w=2592000, "rate";q=${rateCapacity};w=60`],
    ...['RateLimit', `"quota";r=${left};t=800000, "rate";r=${free};t=1`],
    ...['content-length', String(Buffer.byteLength(text))],
  ]);
  response.end(text);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
announce({ verify: targetOf(server, callers) });
