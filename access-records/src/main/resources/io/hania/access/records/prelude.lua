-- The shared part of every script. Two locals stand above it, from configuration: `bucket` (milliseconds) and
-- `buckets` (how many make a window).

local clock = redis.call('TIME')
local seconds = tonumber(clock[1])
local now = seconds * 1000 + math.floor(tonumber(clock[2]) / 1000)

-- Which Redis process this is: the first 4 bytes of its run id. What another process wrote (an old snapshot, a
-- replica that was promoted) proves nothing, for a tombstone may have been lost on the way.
local function run_of(given)
  if given ~= '' then return given end
  local id = string.match(redis.call('INFO', 'server'), 'run_id:(%x%x%x%x%x%x%x%x)')
  return (string.gsub(id, '%x%x', function(pair) return string.char(tonumber(pair, 16)) end))
end

-- The value of a key, or '' for none and for what is no string.
local function value_of(key)
  local value = redis.pcall('GET', key)
  if type(value) == 'string' then return value end
  return ''
end

local function failed(reply)
  return type(reply) == 'table' and reply.err ~= nil
end

-- Sliding window. Layout: 'W1', index of the newest bucket (6 bytes), its count (4), the sum of the older ones (4),
-- then the older buckets, oldest first: index mod 256 (1) and count (2); a bucket of more than 65535 takes several.
-- The window of this instant touches buckets + 1 of them; the oldest counts in full, so never too much is let through.

local function read_window(key, current)
  local value = value_of(key)
  local size = #value
  if size < 16 or (size - 16) % 3 ~= 0 or string.sub(value, 1, 2) ~= 'W1' then return current, 0, 0, '', true end
  local newest, count, older = struct.unpack('>I6I4I4', value, 3)
  local rest = string.sub(value, 17)
  if newest == current then return newest, count, older, rest, false end
  if newest > current then
    -- Redis's clock went back: go on in that bucket; far ahead is garbage.
    if newest - current > buckets then return current, 0, 0, '', true end
    return newest, count, older, rest, false
  end
  local kept, sum = {}, 0
  local first = current - buckets
  for at = 1, #rest, 3 do
    local low, calls = struct.unpack('>I1I2', rest, at)
    if newest - (newest - low) % 256 >= first then
      kept[#kept + 1] = string.sub(rest, at, at + 2)
      sum = sum + calls
    end
  end
  if count > 0 and newest >= first then
    sum = sum + count
    while count > 0 do
      kept[#kept + 1] = struct.pack('>I1I2', newest % 256, math.min(count, 65535))
      count = count - 65535
    end
  end
  return current, 0, sum, table.concat(kept), true
end

-- Milliseconds until the buckets that hold `excess` calls have left the window.
local function wait_for(excess, newest, rest)
  for at = 1, #rest, 3 do
    local low, calls = struct.unpack('>I1I2', rest, at)
    excess = excess - calls
    if excess <= 0 then return (newest - (newest - low) % 256 + buckets + 1) * bucket - now end
  end
  return (newest + buckets + 1) * bucket - now
end

-- Counts one call against a limit: 'C' counted, 'L' over the limit (not counted), 'E' can't be counted (Redis is full
-- or read-only); then the calls in the window and the milliseconds until some of them leave it. A call that was perhaps
-- counted before is only held against the limit (`looks`).
local function count(key, limit, looks)
  local newest, calls, older, rest, fresh = read_window(key, math.floor(now / bucket))
  local used = older + calls
  if used >= limit then
    return struct.pack('>c1I4I4', 'L', used, wait_for(used - limit + 1, newest, rest))
  end
  if looks then return struct.pack('>c1I4I4', 'C', used, wait_for(1, newest, rest)) end
  local written
  if fresh then
    local value = struct.pack('>c2I6I4I4', 'W1', newest, 1, older) .. rest
    written = redis.pcall('SET', key, value, 'PX', (buckets + 2) * bucket)
  else
    written = redis.pcall('SETRANGE', key, 8, struct.pack('>I4', calls + 1))
  end
  if failed(written) then return struct.pack('>c1I4I4', 'E', used, 0) end
  return struct.pack('>c1I4I4', 'C', used + 1, wait_for(1, newest, rest))
end

local uncounted = struct.pack('>c1I4I4', 'N', 0, 0)
