/**
 * Decides about one call and counts it, as one step that nothing can come between (ADR 0003, 0004). Keys of one hash slot.
 *
 * The arithmetic of the rate is that of `core/policy/gcra.ts`, in whole microseconds: a property-based test holds the two together.
 * Answers `[decision, used, tat, now]`; or `['stale', fence, now]`, `['unseeded']`, which are no decisions and change nothing.
 */
export const ADMIT = `
local epoch_key, gpt_key, subscriber_key, rate_key, quota_key, pending_key, idempotency_key =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local fence, fixed_now, refusal, cost, quota_limit, quota_ttl, seed, rate_capacity, rate_interval, usage, peek, idempotency_ttl =
  ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[5], ARGV[6], ARGV[7], ARGV[8], ARGV[9], ARGV[10], ARGV[11], ARGV[12]

local function clock()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

-- 1 Is what the caller remembers of the subscriber still so?
local known = redis.call('MGET', epoch_key, gpt_key, subscriber_key, rate_key, quota_key)
if not known[1] then return {'stale', '', clock()} end
local present = known[1] .. ',' .. (known[2] or '') .. ',' .. (known[3] or '')
if present ~= fence then return {'stale', present, clock()} end

-- Versions are stamped by the clock of Redis; rates may be measured by a test's.
local now = tonumber(fixed_now) or clock()

-- 2 Is it known what was used so far? Counted also where no quota is set: an edit may set one at any moment.
local tat = tonumber(known[4] or 0)
local used = tonumber(known[5] or seed)
if not used then return {'unseeded'} end
if not known[5] then redis.call('SET', quota_key, seed, 'EX', quota_ttl) end

-- 3 Was it decided before? An acceptance is not repeated to somebody who was shut out since.
if idempotency_key and peek == '' then
  local before = redis.call('GET', idempotency_key)
  if before then
    if before == 'accepted' and refusal ~= '' then before = refusal end
    return {before, used, tat, now}
  end
end

-- 4 Decide. Nothing is charged before everything holds.
local decision, next_tat = 'accepted', tat
if refusal ~= '' then
  decision = refusal
else
  if rate_capacity ~= '' then
    next_tat = math.max(tat, now) + rate_interval
    if next_tat - now > rate_capacity * rate_interval then decision = 'rate_limited' end
  end
  if decision == 'accepted' and quota_limit ~= '' and cost > 0 and used + cost > tonumber(quota_limit) then
    decision = 'quota_exceeded'
  end
end
if peek ~= '' then return {decision, used, tat, now} end

-- 5 Count.
if decision == 'accepted' then
  if rate_capacity ~= '' then
    tat = next_tat
    -- A minute longer than needed: without the key the bucket counts as whole.
    redis.call('SET', rate_key, string.format('%.0f', tat), 'PX', string.format('%.0f', (tat - now) / 1000 + 60000))
  end
  redis.call('HINCRBY', pending_key, usage .. 'c', 1)
  if cost > 0 then
    used = redis.call('INCRBY', quota_key, cost)
    redis.call('HINCRBY', pending_key, usage .. 'u', cost)
  end
else
  redis.call('HINCRBY', pending_key, usage .. 'd', 1)
end
if idempotency_key then redis.call('SET', idempotency_key, decision, 'EX', idempotency_ttl) end
return {decision, used, tat, now}
`;

/**
 * Gives a shard that has lost its data, or never had any, an epoch that was never seen before. Keys as the first three of the admission.
 * Answers the fence as it then stands.
 */
export const ESTABLISH_EPOCH = `
local known = redis.call('MGET', KEYS[1], KEYS[2], KEYS[3])
if not known[1] then
  local time = redis.call('TIME')
  known[1] = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)) .. '-' .. ARGV[1]
  redis.call('SET', KEYS[1], known[1])
end
return known[1] .. ',' .. (known[2] or '') .. ',' .. (known[3] or '')
`;
