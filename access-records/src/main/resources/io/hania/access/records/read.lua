-- One question: the record and its count in one round trip.
-- KEYS: record, counter. ARGV: run, fill token (16 bytes), '1' to count the call if the key is an account key with a
-- limit (a widget key's call counts after its origin was checked: settle.lua), '2' to hold it against the limit without
-- counting it, else '0'.
-- Answer: 'R' + count (9 bytes) + record | 'D' dead | 'U' unknown | 'M' + clock (4 bytes): ours to fill
--         | 'B' another fills it | 'X' nothing known, and nothing can be written.

local run = run_of(ARGV[1])
local value = value_of(KEYS[1])
local head = string.sub(value, 1, 2)
if string.sub(value, 3, 6) == run then
  if head == 'R1' and #value >= 52 then
    local lease, flags, limit = struct.unpack('>I4I1I4', value, 7)
    if lease > seconds and lease <= seconds + 60 then
      local counted = uncounted
      if limit > 0 and ARGV[3] ~= '0' and flags % 2 == 0 then counted = count(KEYS[2], limit, ARGV[3] == '2') end
      return 'R' .. counted .. value
    end
  elseif head == 'D1' then
    return 'D'
  elseif head == 'U1' then
    return 'U'
  elseif head == 'F1' then
    return 'B'
  end
end
if failed(redis.pcall('SET', KEYS[1], 'F1' .. run .. ARGV[2], 'PX', 2000)) then return 'X' end
return 'M' .. struct.pack('>I4', seconds)
