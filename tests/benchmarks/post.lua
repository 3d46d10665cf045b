-- SPDX-License-Identifier: MIT
-- For wrk: POST the file BENCH_BODY, with BENCH_AUTHORIZATION if there is one. With BENCH_VARIED each asks for another of
-- 108 days.
local file = assert(io.open(os.getenv("BENCH_BODY"), "rb"))

wrk.method = "POST"
wrk.body = file:read("*a")
wrk.headers["Content-Type"] = "text/xml; charset=utf-8"
wrk.headers["Authorization"] = os.getenv("BENCH_AUTHORIZATION")
file:close()

if os.getenv("BENCH_VARIED") then
    local asked = 0

    request = function()
        local month, day = asked % 12 + 1, asked % 27 + 1
        local days = {["05"] = day, ["06"] = day + 1}

        asked = asked + 1
        return wrk.format(nil, nil, nil, (wrk.body:gsub("2026%-01%-(%d%d)T", function(which)
            return ("2026-%02d-%02dT"):format(month, days[which])
        end)))
    end
end
