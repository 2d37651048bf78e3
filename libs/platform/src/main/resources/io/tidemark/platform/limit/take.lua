-- A token bucket: the same arithmetic as TokenBucket.java, on Redis' own clock, so that all replicas agree.
-- KEYS[1] the bucket; ARGV[1] the amount wanted; ARGV[2] the limit per second
-- Answers { allowed, remaining, microseconds until full, microseconds until the amount could pass }.
local rounding = 1e-6
local amount, limit = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]

local tokens, at = limit, now
local state = redis.call('GET', KEYS[1])
if state then
  local stored_tokens, stored_at = string.match(state, '^(%S+) (%S+)$')
  tokens, at = tonumber(stored_tokens), tonumber(stored_at)
end
tokens = math.min(limit, tokens + math.max(0, now - at) * (limit / 1000000))
at = math.max(at, now)

local needed = math.min(amount, limit)
local allowed, wait = 0, 0
if tokens + rounding < needed then
  wait = math.ceil((needed - tokens) * 1000000 / limit)
else
  allowed = 1
  tokens = tokens - amount
end

local full = math.ceil((limit - tokens) * 1000000 / limit)
if allowed == 1 then
  -- A bucket that nobody asks for until it is full again is the same as none.
  redis.call('SET', KEYS[1], string.format('%.17g %.0f', tokens, at), 'PX', math.ceil(full / 1000) + 1000)
end
return { allowed, math.floor(math.max(0, tokens + rounding)), full, wait }
