-- What a host asks when it looks for updates, for wrk: the root after the one it knows (there is none), and the timestamp,
-- unless it is the one it has. Then it goes: the next check comes from another client, with a handshake of its own.
-- Arguments: the ETag that the client has, and "keep" to stay connected.

local etag, keep
local turn = 0

function init(args)
  etag = args[1]
  keep = args[2] == "keep"
end

function request()
  turn = turn + 1
  if turn % 2 == 1 then
    return wrk.format("GET", "/metadata/2.root.json", { ["Host"] = "127.0.0.1", ["User-Agent"] = "caveat-host" })
  end
  local headers = { ["Host"] = "127.0.0.1", ["User-Agent"] = "caveat-host", ["If-None-Match"] = etag }
  if not keep then headers["Connection"] = "close" end
  return wrk.format("GET", "/metadata/timestamp.json", headers)
end
