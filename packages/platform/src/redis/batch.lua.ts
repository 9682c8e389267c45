/**
 * Hands out the shard's batch: the one that is there, else what is pending, under the given id. While a batch is there no other is made,
 * so a crash leaves exactly one to be found. Answers `[id, fields]`, or nil when there is nothing to write.
 */
export const TAKE_BATCH = `
local id = redis.call('HGET', KEYS[2], 'id')
if not id then
  if redis.call('EXISTS', KEYS[1]) == 0 then return false end
  redis.call('RENAME', KEYS[1], KEYS[2])
  id = ARGV[1]
  redis.call('HSET', KEYS[2], 'id', id)
end
return {id, redis.call('HLEN', KEYS[2]) - 1}
`;

/** Deletes the batch if it still has that id: another drain may have written and dropped it, and begun the next. */
export const DROP_BATCH = `
if redis.call('HGET', KEYS[1], 'id') ~= ARGV[1] then return 0 end
redis.call('UNLINK', KEYS[1])
return 1
`;
