/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "http/request_scanner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct row {
    const char *name, *bytes;
    unsigned requests;
} rows[] = {
    {"nothing", "", 0},
    {"no body", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", 1},
    {"header not over", "GET / HTTP/1.1\r\nHost: x\r\n", 0},
    {"bare line feeds", "GET / HTTP/1.1\nHost: x\n\n", 1},
    {"blank line first", "\r\nGET / HTTP/1.1\r\n\r\n", 1},
    {"body", "POST / HTTP/1.1\r\ncontent-LENGTH: 4\r\n\r\nbody", 1},
    {"body not over", "POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbod", 0},
    {"empty body", "POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n", 1},
    {"body with blank lines", "POST / HTTP/1.1\r\nContent-Length: 8\r\n\r\n\r\n\r\n\r\n", 0},
    {"two", "POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbodyGET / HTTP/1.1\r\n\r\n", 2},
    {"chunks", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\na;x=1\r\n0123456789\r\n0\r\n\r\n", 1},
    {"chunks with a trailer", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nb\r\n0\r\nX: y\r\n\r\n", 1},
    {"chunks not over", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n", 0},
    {"expects 100", "POST / HTTP/1.1\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n", 1},
    {"expects 100, once",
     "POST / HTTP/1.1\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\nbodyGET / HTTP/1.1\r\n\r\n", 2},
    {"a chunk that looks like a request",
     "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n12\r\nGET / HTTP/1.1\r\n\r\n\r\n0\r\n\r\n", 1},
    {"chunks, a trailer, and another request",
     "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n1;a=b\r\nx\r\n0\r\nA: b\r\n\r\nGET / "
     "HTTP/1.1\r\n\r\n",
     2},
    {"a chunk of no size ends the body",
     "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\nGET / HTTP/1.1\r\n\r\n", 2},
    {"long lines",
     "GET / HTTP/1.1\r\nAuthorization: Bearer "
     "0123456789012345678901234567890123456789012345678901234567890123456789\r\n\r\n",
     1},
};

static void counts(void **state)
{
    const struct row *row = *state;
    struct request_scanner whole = {0}, parts = {0};
    unsigned requests = 0;

    assert_int_equal(request_scanner_feed(&whole, row->bytes, strlen(row->bytes)), row->requests);
    for (const char *byte = row->bytes; *byte; byte++)
        requests += request_scanner_feed(&parts, byte, 1);
    assert_int_equal(requests, row->requests);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = counts, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
