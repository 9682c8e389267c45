import { DELETE_OVERLAPPING } from './overlapping.lua';

/**
 * Begins to find out what was used of a quota whose counter is missing, and tells what of it waits in Redis. A hash beside the counters of a
 * GPT and a caller says which of them live, and under which token they are being sought.
 *
 * Two counters whose periods overlap would each miss what the other counts: whoever is moved from calendar months to their own and back has such. So the
 * others are deleted here, and at most one lives. From then on nobody counts units of that caller in that time before somebody has put a counter, which ends the token: units
 * may only move, from pending to the batch and from there to the ledger. All who seek at the same time share the token; the first one puts the counter.
 *
 * Units can wait in Redis only if they were counted beside a counter: whoever had none whose period overlaps has none waiting, which is so on the first call of a month and of a
 * newcomer. Only for others is the shard looked through, while Redis does nothing else. So a counter that is gone stays in the hash, as long as another period may overlap with its own.
 *
 * Nor is it for whoever was decided about without Redis (look.lua.ts): their counter was put aside and still holds all of their units but the direct ones that it was not told of, because nobody
 * counts without a counter, and putting one ends it. So however many come back at once when Redis has memory again, none costs more than another.
 *
 * KEYS: that hash, pending, the batch, the counter that is sought. ARGV: a new token, seconds to keep the hash, the beginning of the names of that caller's counts, the
 * period's first hour and the first one after it, the hours of the longest period, '1' unless a counter that was put aside does not say it all. Answers
 * `[token, id of the batch or '', units in the batch, units pending, units of the counter that was put aside without the direct ones or '']`, or `['']` when somebody put the counter meanwhile.
 */
export const BEGIN_SEED = `
local counters, token, ttl, name, from, to = KEYS[1], ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local longest, take_aside = tonumber(ARGV[6]), ARGV[7] == '1'

-- The first write is one that needs memory: without any, nothing is sought in vain, and the call goes its other way at once.
if tonumber(redis.call('GET', KEYS[4]) or '') and redis.call('HEXISTS', counters, KEYS[4]) == 1 then return {''} end
local sought = redis.call('HGET', counters, 'token') or token
redis.call('HSET', counters, 'token', sought)

local known, may_wait = redis.call('HGETALL', counters)
for index = 1, #known, 2 do
  local counter = known[index]
  if counter ~= 'token' then
    local starts, ends = string.match(known[index + 1], '^(%d+) (%d+)$')
    if tonumber(starts) < to and tonumber(ends) > from then
      may_wait = true
      redis.call('DEL', counter)
      -- What was put aside of the one that is sought is good until there is a counter again.
      if counter ~= KEYS[4] then redis.call('DEL', counter .. ':direct', counter .. ':aside') end
    elseif tonumber(ends) + longest <= from then
      redis.call('HDEL', counters, counter)
    end
  end
end
if redis.call('TTL', counters) < ttl then redis.call('EXPIRE', counters, ttl) end
if not may_wait then return {sought, '', '0', '0', ''} end

local aside = take_aside and redis.call('GET', KEYS[4] .. ':aside')
if aside then return {sought, '', '0', '0', string.format('%.0f', aside - (redis.call('GET', KEYS[4] .. ':direct') or '0'))} end

-- Nothing changes a hash while the script runs, so every field comes once.
local function units_in(key)
  local units, cursor = 0, '0'
  repeat
    local scanned = redis.call('HSCAN', key, cursor, 'MATCH', name .. '*u', 'COUNT', 1000)
    cursor = scanned[1]
    for index = 1, #scanned[2], 2 do
      local hour = tonumber(string.match(scanned[2][index], '^%d+', #name + 1))
      if hour >= from and hour < to then units = units + tonumber(scanned[2][index + 1]) end
    end
  until cursor == '0'
  return string.format('%.0f', units)
end
return {sought, redis.call('HGET', KEYS[3], 'id') or '', units_in(KEYS[3]), units_in(KEYS[2]), ''}
`;

/**
 * Tells a quota counter of what was counted directly in Postgres while Redis was away. Beside the counter stands how much of it that is, so
 * only what is new is added. A counter that is missing is left to the next call, and whoever is seeking what was used seeks again: they may have read it before. Then
 * counters of other months of that time go, too: the caller was moved from them while Redis was away, and they were never told.
 * KEYS: the counter, what stands beside it, the hash of {@link BEGIN_SEED}. ARGV: directly counted of that, seconds to keep a counter, the
 * period's first hour and the first one after it.
 */
export const TELL_QUOTA = `${DELETE_OVERLAPPING}
local direct, ttl = ARGV[1], ARGV[2]
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HDEL', KEYS[3], 'token')
  delete_overlapping(KEYS[3], KEYS[1], tonumber(ARGV[3]), tonumber(ARGV[4]))
  return 0
end
local more = tonumber(direct) - tonumber(redis.call('GET', KEYS[2]) or '0')
if more <= 0 then return 0 end
redis.call('INCRBY', KEYS[1], string.format('%.0f', more))
redis.call('SET', KEYS[2], direct, 'EX', ttl)
return 1
`;
