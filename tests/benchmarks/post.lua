-- SPDX-License-Identifier: MIT
-- For wrk: POST the file BENCH_BODY, with BENCH_AUTHORIZATION if there is one.
local file = assert(io.open(os.getenv("BENCH_BODY"), "rb"))

wrk.method = "POST"
wrk.body = file:read("*a")
wrk.headers["Content-Type"] = "text/xml; charset=utf-8"
wrk.headers["Authorization"] = os.getenv("BENCH_AUTHORIZATION")
file:close()
