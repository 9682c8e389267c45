/**
 * Marks a change as begun: what is read from Postgres from now on may be used, and not remembered. Answers the mark. Marks of other changes that
 * are in flight stay beside it: each is ended by its own author, in whatever order they commit.
 */
export const BEGIN_CHANGE = `
local time = redis.call('TIME')
local mark = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)) .. '-' .. ARGV[1]
local version = redis.call('GET', KEYS[1])
local marks = '!' .. mark
if version and string.sub(version, 1, 1) == '!' then marks = version .. ';' .. mark end
redis.call('SET', KEYS[1], marks, 'EX', ARGV[2])
return mark
`;

/**
 * Ends one change, now that it is in Postgres: its mark goes. With the last mark the subject gets a version never seen before; until then
 * somebody else's change is in flight, and theirs is the version to come. Answers whether that was the last.
 */
export const SETTLE_CHANGE = `
local version = redis.call('GET', KEYS[1])
if version and string.sub(version, 1, 1) == '!' then
  local left = {}
  for mark in string.gmatch(string.sub(version, 2), '[^;]+') do
    if mark ~= ARGV[1] then left[#left + 1] = mark end
  end
  if #left > 0 then
    redis.call('SET', KEYS[1], '!' .. table.concat(left, ';'), 'EX', ARGV[3])
    return 0
  end
end
local time = redis.call('TIME')
redis.call('SET', KEYS[1], string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)) .. '-' .. ARGV[2], 'EX', ARGV[3])
return 1
`;
