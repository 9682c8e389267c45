/**
 * Decides about calls and counts them, each as one step that nothing can come between (ADR 0003, 0004). The keys of one call lie in one
 * hash slot. Several calls may share a run: on a single Redis of any shards, on a cluster of one shard.
 *
 * ARGV: a test's clock in microseconds or '', seconds that an Idempotency-Key is kept; then ten values a call, the last of which says
 * what else there is: 'i' a further key, for the Idempotency-Key; 'p' for a call that only peeks; 'r' a further key and two further values,
 * capacity and interval, for a second rate; 'u' a further key, the last, for a call that brings what was used so far, because the counter was missing (seed.lua.ts); 's' for a service key, and for strangers on whose behalf it asks: nothing is kept of them before something is counted, because anybody can make up new ones.
 *
 * The arithmetic of the rate is that of `core/policy/gcra.ts`, in whole microseconds: a property-based test holds the two together.
 * Answers, for each call, `[decision, used, tat, now]`, and as a fifth the `tat` of the second rate, where there is one; or `['stale', fence, now]`, `['unseeded']`, which are no decisions and change
 * nothing; or `['failed', message]`, when Redis refused one of its commands: one call's trouble is not the others'.
 */
export const ADMIT = `
local fixed_now, idempotency_ttl = tonumber(ARGV[1]), ARGV[2]

local read_clock
local function clock()
  if not read_clock then
    local time = redis.call('TIME')
    read_clock = time[1] * 1000000 + time[2]
  end
  return read_clock
end

local function has(flags, flag) return flags ~= '' and string.find(flags, flag, 1, true) end

-- A minute longer than needed: without the key the bucket counts as whole.
local function keep_tat(key, tat, now)
  redis.call('SET', key, string.format('%.0f', tat), 'PX', string.format('%.0f', (tat - now) / 1000 + 60000))
end

local function admit(k, a)
  local epoch_key, gpt_key, subscriber_key, rate_key, quota_key, pending_key =
    KEYS[k], KEYS[k + 1], KEYS[k + 2], KEYS[k + 3], KEYS[k + 4], KEYS[k + 5]
  local fence, refusal, cost, quota_limit, quota_ttl, seed, rate_capacity, rate_interval, usage, flags =
    ARGV[a], ARGV[a + 1], tonumber(ARGV[a + 2]), ARGV[a + 3], ARGV[a + 4], ARGV[a + 5], ARGV[a + 6], ARGV[a + 7], ARGV[a + 8], ARGV[a + 9]
  local peek, key = has(flags, 'p'), has(flags, 's')
  local idempotency_key = has(flags, 'i') and KEYS[k + 6]
  local source_key = has(flags, 'r') and KEYS[k + (idempotency_key and 7 or 6)]
  local counters_key = has(flags, 'u') and KEYS[k + 6 + (idempotency_key and 1 or 0) + (source_key and 1 or 0)]
  local source_capacity, source_interval, source_tat = ARGV[a + 10], ARGV[a + 11]

  -- 1 Is what the caller remembers of the subscriber still so?
  local known = redis.call('MGET', epoch_key, gpt_key, subscriber_key, rate_key, quota_key)
  if not known[1] then return {'stale', '', clock()} end
  local present = known[1] .. ',' .. (known[2] or '') .. ',' .. (known[3] or '')
  if present ~= fence then return {'stale', present, clock()} end

  -- Versions are stamped by the clock of Redis; rates may be measured by a test's.
  local now = fixed_now or clock()

  -- 2 Is it known what was used so far? Counted also where no quota is set: an edit may set one at any moment.
  local tat = tonumber(known[4] or 0)
  if source_key then source_tat = tonumber(redis.call('GET', source_key) or 0) end
  local used = tonumber(known[5])
  if not known[5] then
    local seeded, direct, token, period = string.match(seed, '^(%d+):(%d+):?([^:]*):?(.*)$')
    if not seeded then return {'unseeded'} end
    used = tonumber(seeded)
    if not key then
      -- Without that token somebody may have counted since it was found.
      if redis.call('HGET', counters_key, 'token') ~= token then return {'unseeded'} end
      redis.call('SET', quota_key, seeded, 'EX', quota_ttl)
      -- In this order: a hash without fields is gone, and with it when it expires.
      redis.call('HSET', counters_key, quota_key, period)
      redis.call('HDEL', counters_key, 'token')
      redis.call('DEL', quota_key .. ':direct', quota_key .. ':aside')
    end
    if direct ~= '0' then redis.call('SET', quota_key .. ':direct', direct, 'EX', quota_ttl) end
  end
  if not used then return {'unseeded'} end

  -- 3 Was it decided before? An acceptance is not repeated to somebody who was shut out since.
  if idempotency_key and not peek then
    local before = redis.call('GET', idempotency_key)
    if before then
      if before == 'accepted' and refusal ~= '' then before = refusal end
      return {before, used, tat, now, source_tat}
    end
  end

  -- 4 Decide. Nothing is charged before everything holds.
  local decision, next_tat, next_source_tat = 'accepted', tat, source_tat
  if refusal ~= '' then
    decision = refusal
  else
    if rate_capacity ~= '' then
      next_tat = math.max(tat, now) + rate_interval
      if next_tat - now > rate_capacity * rate_interval then
        decision = 'rate_limited'
        -- An edit made the bucket smaller or quicker: what is owed to the former one is forgiven, down to an empty bucket.
        if tat > now + rate_capacity * rate_interval then
          tat = now + rate_capacity * rate_interval
          if not peek then keep_tat(rate_key, tat, now) end
        end
      end
    end
    if source_key then
      next_source_tat = math.max(source_tat, now) + source_interval
      if next_source_tat - now > source_capacity * source_interval then decision = 'rate_limited' end
    end
    if decision == 'accepted' and quota_limit ~= '' and cost > 0 and used + cost > tonumber(quota_limit) then
      decision = 'quota_exceeded'
    end
  end
  if peek then return {decision, used, tat, now, source_tat} end

  -- 5 Count.
  if decision == 'accepted' then
    if rate_capacity ~= '' then
      tat = next_tat
      keep_tat(rate_key, tat, now)
    end
    if source_key then
      source_tat = next_source_tat
      keep_tat(source_key, source_tat, now)
    end
    redis.call('HINCRBY', pending_key, usage .. 'c', 1)
    if cost > 0 then
      used = redis.call('INCRBY', quota_key, cost)
      if key and not known[5] then redis.call('EXPIRE', quota_key, quota_ttl) end
      redis.call('HINCRBY', pending_key, usage .. 'u', cost)
    end
  else
    redis.call('HINCRBY', pending_key, usage .. 'd', 1)
  end
  if idempotency_key then redis.call('SET', idempotency_key, decision, 'EX', idempotency_ttl) end
  return {decision, used, tat, now, source_tat}
end

local answers, k, a = {}, 1, 3
while a <= #ARGV do
  local done, answer = pcall(admit, k, a)
  if not done then answer = {'failed', type(answer) == 'table' and answer.err or tostring(answer)} end
  answers[#answers + 1] = answer
  local flags = ARGV[a + 9]
  local second_rate = has(flags, 'r')
  k = k + 6 + (has(flags, 'i') and 1 or 0) + (second_rate and 1 or 0) + (has(flags, 'u') and 1 or 0)
  a = a + (second_rate and 12 or 10)
end
return answers
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
