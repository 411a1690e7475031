-- Requests for wrk, made once: every key of the file in turn. Arguments: file of keys, path.
local requests, at = {}, 0
function init(args)
  for key in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", args[2], { Authorization = "Bearer " .. key, Host = "localhost" })
  end
  math.randomseed(os.time() + tonumber(tostring({}):match("0x(%x+)"), 16) % 100000)
  at = math.random(#requests)
end
function request()
  at = at % #requests + 1
  return requests[at]
end
