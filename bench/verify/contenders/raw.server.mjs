import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
// Not part of what the package offers: the reference has to make the very call that Gatehouse makes, whatever that is today.
import scripts from '@gatehouse/platform/dist/redis/admit.lua.js';
import { Redis } from 'ioredis';
import { announce } from '../../harness/ready.mjs';

const { ADMIT, ESTABLISH_EPOCH } = scripts;
const quotaLimit = 1_000_000_000;
const [rateCapacity, rateIntervalMicros] = [1_000_000, 60];
const shards = 64;

const redis = new Redis(process.env.REDIS_URL, { enableAutoPipelining: true });
const digest = createHash('sha1').update(ADMIT).digest('hex');
await redis.script('LOAD', ADMIT);

/** All that the call takes is made beforehand: what is measured is the call. */
function callFor(sub, shard, fence) {
  const tag = `{m:${String(shard).padStart(3, '0')}}`;
  const keys = ['epoch', 'v:gpt', `v:${sub}`, `r:gpt:${sub}`, `q:gpt:${sub}:2026-11`, 'pending'].map((name) => `${tag}:${name}`);
  const usage = ['wsp_00000000000000000000000000', 'gpt', sub, '490000', 'pro', '*', ''].join('\u001f');
  return [
    keys.length,
    ...keys,
    '',
    86_400,
    fence,
    '',
    1,
    quotaLimit,
    3_000_000,
    '0:0',
    rateCapacity,
    rateIntervalMicros,
    usage,
    '',
  ];
}

const callers = new Map();
const fences = [];
for (let index = 0; index < Number(process.env.BENCH_SUBSCRIBERS); index += 1) {
  const sub = `usr_${String(index).padStart(26, '0')}`;
  const shard = index % shards;
  const call = callFor(sub, shard, '');
  fences[shard] ??= await redis.eval(ESTABLISH_EPOCH, 3, ...call.slice(1, 4), 'bench');
  callers.set(`gth_at_${randomBytes(32).toString('base64url')}`, { sub, call: callFor(sub, shard, fences[shard]) });
}

const server = createServer(async (request, response) => {
  const { sub, call } = callers.get(request.headers.authorization.slice('Bearer '.length));
  const [[decision, used, tat, now]] = await redis.evalsha(digest, ...call);
  const text = JSON.stringify({
    active: decision === 'accepted',
    sub,
    gpt: 'gpt_00000000000000000000000000',
    client_id: 'client',
    email: 'ada@example.com',
    email_verified: true,
    name: 'Ada',
    scope: 'foods.read',
    tier: 'pro',
    subscription: 'active',
    quota: { limit: quotaLimit, used, remaining: quotaLimit - used, resets_at: '2026-12-01T00:00:00Z' },
    rate: { limit: rateCapacity, remaining: rateCapacity - Math.ceil((tat - now) / rateIntervalMicros), reset_seconds: 1 },
  });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  response.writeHead(decision === 'accepted' ? 200 : 500, headers);
  response.end(text);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
announce({
  verify: {
    port: server.address().port,
    method: 'GET',
    path: '/t/bench/verify',
    headers: { Authorization: 'Bearer {value}' },
    feed: { kind: 'cycle', values: [...callers.keys()] },
  },
});
