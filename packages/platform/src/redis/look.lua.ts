import { DELETE_OVERLAPPING } from './overlapping.lua';

/**
 * Looks at what a caller used of a period, as far as Redis knows, and changes nothing: a replica runs it, and a Redis without memory. A counter holds all, also what was counted
 * directly as far as Redis was told; that stands beside it. One that was put aside holds all, too: nobody counts without a counter, and putting one ends it. Without either, what is pending or in the batch counts if the caller had another counter of that time (seed.lua.ts); nobody
 * else can have anything there, because nobody counts without a counter, and so nothing is looked through for them.
 *
 * KEYS: the counter, what stands beside it, the hash of those that are known, the batch, pending. ARGV: the beginning of the names of the caller's counts, the period's first
 * hour and the first one after it. Answers `['counter', units without the direct ones]` or `['waiting', units]`.
 */
export const LOOK_AT_COUNTER = `
local name, from, to = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

local used = redis.call('GET', KEYS[1]) or redis.call('GET', KEYS[1] .. ':aside')
if used then return {'counter', string.format('%.0f', tonumber(used) - tonumber(redis.call('GET', KEYS[2]) or '0'))} end

local may_wait = false
local known = redis.call('HGETALL', KEYS[3])
for index = 1, #known, 2 do
  local starts, ends = string.match(known[index + 1], '^(%d+) (%d+)$')
  if starts and tonumber(starts) < to and tonumber(ends) > from then may_wait = true end
end
if not may_wait then return {'waiting', '0'} end

local units = 0
for index = 4, 5 do
  local cursor = '0'
  repeat
    local scanned = redis.call('HSCAN', KEYS[index], cursor, 'MATCH', name .. '*u', 'COUNT', 1000)
    cursor = scanned[1]
    for field = 1, #scanned[2], 2 do
      local hour = tonumber(string.match(scanned[2][field], '^%d+', #name + 1))
      if hour >= from and hour < to then units = units + tonumber(scanned[2][field + 1]) end
    end
  until cursor == '0'
end
return {'waiting', string.format('%.0f', units)}
`;

/**
 * Puts the counter aside, and then looks at it as {@link LOOK_AT_COUNTER} does. Whoever lets Redis decide finds no counter any more and has to seek what was used, in Postgres, where they wait
 * for a direct decision that is under way; and whoever is seeking already seeks again. Counters of other months of that time go, because what is about to be counted would be in none of them. Redis
 * renames and deletes also without memory.
 * KEYS and ARGV as there.
 */
export const PUT_ASIDE_AND_LOOK = `${DELETE_OVERLAPPING}
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('RENAME', KEYS[1], KEYS[1] .. ':aside') end
redis.call('HDEL', KEYS[3], 'token')
delete_overlapping(KEYS[3], KEYS[1], tonumber(ARGV[2]), tonumber(ARGV[3]))
${LOOK_AT_COUNTER}`;
