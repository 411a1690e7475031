-- After PostgreSQL was read: writes what was found, if our fill token still stands, and counts the call.
-- KEYS: record, counter, counter of the visitor. ARGV: run, fill token ('' to write nothing), value without its run,
-- milliseconds that it may live, limit ('0': don't count), the visitor's limit ('0': none), '2' to hold the call against
-- both without counting it, else '1'.
-- Answer: 'V' and the visitor's window if that is used up, else 'K' and the key's; each as 9 bytes.

local run = run_of(ARGV[1])
if ARGV[2] ~= '' and value_of(KEYS[1]) == 'F1' .. run .. ARGV[2] then
  redis.pcall('SET', KEYS[1], string.sub(ARGV[3], 1, 2) .. run .. string.sub(ARGV[3], 3), 'PX', ARGV[4])
end
local limit, visitors, looks = tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7] == '2'
if visitors > 0 then
  local visitor = count(KEYS[3], visitors, looks)
  if string.sub(visitor, 1, 1) == 'L' then return 'V' .. visitor end
end
if limit == 0 then return 'K' .. uncounted end
return 'K' .. count(KEYS[2], limit, looks)
