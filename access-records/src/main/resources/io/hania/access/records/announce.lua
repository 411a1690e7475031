-- A change of a key, told to every reader. KEYS: record. ARGV: '1' if the key is dead (revoked, disabled), milliseconds
-- that the tombstone lives. Answer: 'D' tombstone stands, 'G' the cached value is gone.
-- A full Redis refuses the tombstone; the value is dropped then, which sends every reader to PostgreSQL.

if ARGV[1] == '1' then
  if not failed(redis.pcall('SET', KEYS[1], 'D1' .. run_of(''), 'PX', ARGV[2])) then return 'D' end
end
redis.call('DEL', KEYS[1])
return 'G'
