import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import scripts from '@gatehouse/platform/dist/redis/admit.lua.js';
import { Redis } from 'ioredis';
import { announce } from '../../harness/ready.mjs';
import { knownCallers, quotaLimit, rateCapacity, rateIntervalMicros, targetOf, wordsFor } from './known-callers.mjs';

const redis = new Redis(process.env.REDIS_URL, { enableAutoPipelining: true });
const digest = createHash('sha1').update(scripts.ADMIT).digest('hex');
await redis.script('LOAD', scripts.ADMIT);

const callers = await knownCallers(redis, Number(process.env.BENCH_SUBSCRIBERS));
for (const caller of callers.values()) {
  const { keys, values } = caller.call;
  caller.command = [keys.length, ...keys, '', 86_400, ...values];
}

const server = createServer(async (request, response) => {
  const { sub, command } = callers.get(request.headers.authorization.slice('Bearer '.length));
  const [[decision, used, tat, now]] = await redis.evalsha(digest, ...command);
  const text = JSON.stringify({
    ...wordsFor(sub),
    quota: { limit: quotaLimit, used, remaining: quotaLimit - used, resets_at: '2026-12-01T00:00:00Z' },
    rate: { limit: rateCapacity, remaining: rateCapacity - Math.ceil((tat - now) / rateIntervalMicros), reset_seconds: 1 },
  });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  response.writeHead(decision === 'accepted' ? 200 : 500, headers);
  response.end(text);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
announce({ verify: targetOf(server, callers) });
