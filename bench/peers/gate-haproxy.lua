-- The gate for HAProxy: one round trip to Redis over sockets that each thread keeps, ability, internal token.
local port, path = os.getenv("REDIS_PORT"), os.getenv("LIMIT_SCRIPT")
local file = io.open(path)
local script = file:read("*a")
file:close()

local free = {}
local tokens = {}
local sha
local ABILITIES = {
  GET = { bots = "bots:read", tools = "tools:read", knowledge = "knowledge:read", memories = "memories:read" },
  POST = { bots = "bots:write", tools = "tools:write", knowledge = "knowledge:write", chat = "chat:send" },
}

local function open()
  local socket = core.tcp()
  socket:settimeout(1)
  return socket:connect("127.0.0.1", tonumber(port)) and socket or nil
end

local function exchange(socket, command)
  if not socket:send(command) then return nil end
  local line = socket:receive("*l")
  if not line then return nil end
  if string.byte(line) ~= 36 then return false end
  local size = tonumber(string.sub(line, 2))
  if size < 0 then return false end
  local data = socket:receive(size + 2)
  return data and string.sub(data, 1, size)
end

-- A kept socket may turn out to be of no use: HAProxy ties it to the call that opened it. Then another, at last a new one.
local function ask(command)
  for attempt = 1, 3 do
    local socket = attempt < 3 and table.remove(free) or open()
    if not socket then return nil end
    local data = exchange(socket, command)
    if data ~= nil then
      free[#free + 1] = socket
      return data
    end
    socket:close()
  end
  return nil
end

local function lookup(hash)
  if not sha then
    sha = ask("*3\r\n$6\r\nSCRIPT\r\n$4\r\nLOAD\r\n$" .. #script .. "\r\n" .. script .. "\r\n")
    if not sha then return nil end
  end
  return ask("*5\r\n$7\r\nEVALSHA\r\n$40\r\n" .. sha .. "\r\n$1\r\n2\r\n$68\r\np:x:" .. hash .. "\r\n$68\r\np:y:" .. hash .. "\r\n")
end

local function refuse(txn, status, message)
  local reply = txn:reply { status = status }
  if status == 401 then reply:add_header("www-authenticate", "Bearer") end
  reply:add_header("content-type", "application/json")
  reply:set_body('{"success":false,"data":null,"message":"' .. message .. '"}')
  txn:done(reply)
end

local function granted(abilities, wanted)
  return string.find(abilities, ",*,", 1, true) or string.find(abilities, "," .. wanted .. ",", 1, true)
    or string.find(abilities, "," .. string.match(wanted, "^[^:]+") .. ":*,", 1, true)
end

core.register_action("gate", { "http-req" }, function(txn)
  local hash = txn:get_var("txn.hash")
  if not hash or #hash ~= 64 then return refuse(txn, 401, "Unauthorized") end
  local answer = lookup(hash)
  if answer == nil then return refuse(txn, 503, "auth_unavailable") end
  if answer == false then return refuse(txn, 401, "Unauthorized") end
  local used, limit, expires, version, tenant, abilities =
    string.match(answer, "^(%d+)|(%d+)|(%d+)|(%d+)|([^|]+)|(.+)$")
  used, limit, expires = tonumber(used), tonumber(limit), tonumber(expires)
  if expires > 0 and expires <= core.now().sec then return refuse(txn, 401, "Unauthorized") end
  if limit > 0 and used > limit then return refuse(txn, 429, "rate_limited") end
  local ability = (ABILITIES[txn.sf:method()] or {})[string.match(txn.sf:path(), "^/api/v1/([^/]+)") or ""]
  if not ability then return refuse(txn, 404, "not_found") end
  if not granted(abilities, ability) then return refuse(txn, 403, "Missing ability: " .. ability) end
  local token = tokens[hash]
  if not token or token.version ~= version then
    token = { version = version, value = "Bearer " .. string.rep("t", 420) }
    tokens[hash] = token
  end
  txn:set_var("txn.token", token.value)
end, 0)
