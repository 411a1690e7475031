-- The peers' one round trip: the record, and the call counted in a sliding window of two fixed hours (as Kong and
-- Cloudflare count). KEYS: record, counter. Answer: used|record, or nothing for an unknown key.
local record = redis.call('GET', KEYS[1])
if not record then return false end
local limit = tonumber(string.match(record, '^(%d+)'))
if limit == 0 then return '0|' .. record end
local now = tonumber(redis.call('TIME')[1])
local hour = math.floor(now / 3600)
local used = redis.call('HINCRBY', KEYS[2], hour, 1)
if used == 1 then
  redis.call('EXPIRE', KEYS[2], 7200)
  redis.call('HDEL', KEYS[2], hour - 2)
end
local before = redis.call('HGET', KEYS[2], hour - 1)
if before then used = used + math.floor(tonumber(before) * (1 - (now % 3600) / 3600)) end
return used .. '|' .. record
