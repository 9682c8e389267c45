import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Redis } from 'ioredis';
import { announce } from '../../harness/ready.mjs';

// Of the weight of an admission: three marks read, a rate and a quota looked at, the call counted.
const admit = `
  local marks = redis.call('MGET', KEYS[1], KEYS[2], KEYS[3])
  if (marks[1] or '') .. (marks[2] or '') .. (marks[3] or '') ~= ARGV[1] then return { 'stale' } end
  local now, cost = tonumber(ARGV[3]), tonumber(ARGV[4])
  local due = math.max(tonumber(redis.call('GET', KEYS[4]) or '0'), now)
  if due - now > 60000 then return { 'rate' } end
  local used = tonumber(redis.call('HGET', KEYS[5], ARGV[2]) or '0')
  if used + cost > 1000000000 then return { 'quota' } end
  redis.call('SET', KEYS[4], due + 0.001, 'PX', 60000)
  redis.call('HINCRBY', KEYS[5], ARGV[2], cost)
  redis.call('HINCRBY', KEYS[6], ARGV[2], cost)
  return { 'ok', used + cost }
`;

const shardOf = (index) => `{m:${index % 64}}`;
const subscribers = new Map();
for (let index = 0; index < Number(process.env.BENCH_SUBSCRIBERS); index += 1) {
  const token = `gth_at_${randomBytes(32).toString('base64url')}`;
  const shard = shardOf(index);
  const sub = `usr_${String(index).padStart(26, '0')}`;
  const keys = [`${shard}:epoch`, `${shard}:v:gpt`, `${shard}:v:${sub}`, `${shard}:r:${sub}`, `${shard}:q`, `${shard}:pending`];
  subscribers.set(token, { sub, keys });
}

const redis = new Redis(process.env.REDIS_URL, {
  enableAutoPipelining: true,
  scripts: { admit: { lua: admit, numberOfKeys: 6 } },
});

const server = createServer(async (request, response) => {
  const { sub, keys } = subscribers.get(request.headers.authorization.slice('Bearer '.length));
  const [, used] = await redis.admit(...keys, '', `${sub}|gpt|*|2026-11-21T05`, Date.now(), 1);
  const text = JSON.stringify({
    active: true,
    sub,
    gpt: 'gpt_00000000000000000000000000',
    client_id: 'client',
    email: 'ada@example.com',
    email_verified: true,
    name: 'Ada',
    scope: 'foods.read',
    tier: 'pro',
    subscription: 'active',
    quota: { limit: 1_000_000_000, used, remaining: 1_000_000_000 - used, resets_at: '2026-12-01T00:00:00Z' },
    rate: { limit: 1_000_000, remaining: 999_999, reset_seconds: 1 },
  });
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
announce({
  verify: {
    port: server.address().port,
    method: 'GET',
    path: '/t/acme/verify',
    headers: { Authorization: 'Bearer {value}' },
    feed: { kind: 'cycle', values: [...subscribers.keys()] },
  },
});
