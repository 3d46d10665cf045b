/* SPDX-License-Identifier: MIT */
/* Where bodies end, whatever pieces they come in. */
#include "base/cleanup.h"
#include "capture/message.h"
#include "http/request_body.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define NEXT "GET /"

static const struct row {
    const char *name, *header, *value, *body; /* NEXT is behind it */
} rows[] = {
    {"no body", NULL, NULL, ""},
    {"no bytes", "Content-Length", "0", ""},
    {"one byte", "Content-Length", "1", "G"},
    {"a length", "Content-Length", "5", "G\r\n\r\n"},
    {"no chunk", "Transfer-Encoding", "chunked", "0\r\n\r\n"},
    {"a chunk", "Transfer-Encoding", "chunked", "5\r\n0\r\n\r\n\r\n0\r\n\r\n"},
    {"chunks", "Transfer-Encoding", "chunked", "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n"},
    {"a size of two digits", "Transfer-Encoding", "chunked", "10\r\n0123456789abcdef\r\n0\r\n\r\n"},
    {"a size in letters", "Transfer-Encoding", "chunked", "a\r\n0123456789\r\nF\r\n0123456789abcde\r\n0\r\n\r\n"},
    {"a size with zeros", "Transfer-Encoding", "chunked", "0001\r\na\r\n000\r\n\r\n"},
    {"an extension", "Transfer-Encoding", "chunked", "1;a=b1\r\na\r\n0;c\r\n\r\n"},
    {"trailers", "Transfer-Encoding", "chunked", "1\r\na\r\n0\r\nX-A: 1\r\nX-B: 2\r\n\r\n"},
    {"lines without a carriage return", "Transfer-Encoding", "chunked", "1\na\n0\nX-A: 1\n\n"},
};

static void ends(void **state)
{
    const struct row *const row = *state;
    struct headers headers = {0};
    char bytes[128];
    const size_t wanted = strlen(row->body);
    const int length = snprintf(bytes, sizeof bytes, "%s" NEXT, row->body);

    if (row->header)
        headers_add(&headers, row->header, row->value);
    for (size_t piece = 1; piece <= (size_t)length; piece++) {
        struct request_body body = request_body_of(&headers);
        size_t skipped = 0, at = 0, part = 0;
        for (; at < (size_t)length && skipped == at; at += part) {
            part = (size_t)length - at < piece ? (size_t)length - at : piece;
            skipped += request_body_skip(&body, bytes + at, part);
        }
        assert_int_equal(skipped, wanted);
        assert_int_equal(request_body_skip(&body, NEXT, strlen(NEXT)), 0);
    }
    headers_clear(&headers);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = ends, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("request body", tests, NULL, NULL);
}
