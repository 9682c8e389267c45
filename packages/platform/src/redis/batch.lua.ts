/**
 * Hands out the shard's batch: the one that is there, else what is pending, under the given id. While a batch is there no other is made,
 * so a crash leaves exactly one to be found. Of more than `ARGV[2]` fields only about so many are taken: what waited through a long outage goes home
 * in portions that fit into memory and into one transaction. Its first write is one that Redis does also without memory, and after that it does the others of the script, too: draining is what
 * frees memory. Answers `[id, number of fields]`, or nil when there is nothing to write.
 */
export const TAKE_BATCH = `
local pending_key, batch_key, portion = KEYS[1], KEYS[2], tonumber(ARGV[2])

local function move_portion()
  local cursor, moved = '0', 0
  repeat
    local scanned = redis.call('HSCAN', pending_key, cursor, 'COUNT', 1000)
    cursor = scanned[1]
    for index = 1, #scanned[2], 2 do
      redis.call('HSET', batch_key, scanned[2][index], scanned[2][index + 1])
      redis.call('HDEL', pending_key, scanned[2][index])
      moved = moved + 1
    end
  until moved >= portion or cursor == '0'
end

local id = redis.call('HGET', batch_key, 'id')
if not id then
  local waiting = redis.call('HLEN', pending_key)
  if waiting == 0 then return false end
  redis.call('HDEL', batch_key, 'id')
  if waiting <= portion then redis.call('RENAME', pending_key, batch_key) else move_portion() end
  id = ARGV[1]
  redis.call('HSET', batch_key, 'id', id)
end
return {id, redis.call('HLEN', batch_key) - 1}
`;

/** Deletes the batch if it still has that id: another drain may have written and dropped it, and begun the next. */
export const DROP_BATCH = `
if redis.call('HGET', KEYS[1], 'id') ~= ARGV[1] then return 0 end
redis.call('UNLINK', KEYS[1])
return 1
`;
