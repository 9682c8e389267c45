import { randomBytes } from 'node:crypto';
// Not part of what the package offers: the references have to make the very call that Gatehouse makes, whatever that is today.
import scripts from '@gatehouse/platform/dist/redis/admit.lua.js';

export const quotaLimit = 1_000_000_000;
export const [rateCapacity, rateIntervalMicros] = [1_000_000, 60];
const shards = 64;
const counterTtlSeconds = 3_000_000;

/** Which of a call's keys that is. */
const quotaCounter = 4;

/** What the script takes of one call, all of it made beforehand: what is measured is the call. */
function callFor(sub, shard, fence) {
  const tag = `{m:${String(shard).padStart(3, '0')}}`;
  const keys = ['epoch', 'v:gpt', `v:${sub}`, `r:gpt:${sub}`, `q:gpt:${sub}:2026-11`, 'pending'].map((name) => `${tag}:${name}`);
  const usage = ['wsp_00000000000000000000000000', 'gpt', sub, '490000', 'pro', '*', ''].join('\u001f');
  return { shard, keys, values: [fence, '', 1, quotaLimit, counterTtlSeconds, '', rateCapacity, rateIntervalMicros, usage, ''] };
}

/**
 * Everybody who may call, by their token. Each has a counter already: finding out what was used so far is no part of the call that is measured.
 * @param {import('ioredis').Redis} redis
 * @returns {Promise<Map<string, {sub: string, call: {shard: number, keys: string[], values: (string | number)[]}}>>}
 */
export async function knownCallers(redis, count) {
  const callers = new Map();
  const fences = [];
  const counters = redis.pipeline();
  for (let index = 0; index < count; index += 1) {
    const sub = `usr_${String(index).padStart(26, '0')}`;
    const shard = index % shards;
    fences[shard] ??= await redis.eval(scripts.ESTABLISH_EPOCH, 3, ...callFor(sub, shard, '').keys.slice(0, 3), 'bench');
    const call = callFor(sub, shard, fences[shard]);
    counters.set(call.keys[quotaCounter], '0', 'EX', counterTtlSeconds);
    callers.set(`gth_at_${randomBytes(32).toString('base64url')}`, { sub, call });
  }
  for (const [error] of await counters.exec()) if (error !== null) throw error;
  return callers;
}

/** What an answer says besides counters. */
export const wordsFor = (sub) => ({
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
});

/** @returns the target of the load */
export const targetOf = (server, callers) => ({
  port: server.address().port,
  method: 'GET',
  path: '/t/bench/verify',
  headers: { Authorization: 'Bearer {value}' },
  feed: { kind: 'cycle', values: [...callers.keys()] },
});
