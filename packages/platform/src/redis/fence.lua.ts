/** Marks a change as begun: what is read from Postgres from now on may be used, and not remembered. Answers the mark. */
export const BEGIN_CHANGE = `
local time = redis.call('TIME')
local mark = '!' .. string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)) .. '-' .. ARGV[1]
redis.call('SET', KEYS[1], mark, 'EX', ARGV[2])
return mark
`;

/**
 * Gives the subject a version never seen before, now that the change is in Postgres. Somebody else's mark stays: their change is still in
 * flight, and theirs is the version to come.
 */
export const SETTLE_CHANGE = `
local version = redis.call('GET', KEYS[1])
if version and version ~= ARGV[1] and string.sub(version, 1, 1) == '!' then return 0 end
local time = redis.call('TIME')
redis.call('SET', KEYS[1], string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)) .. '-' .. ARGV[2], 'EX', ARGV[3])
return 1
`;
