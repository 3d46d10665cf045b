/* SPDX-License-Identifier: MIT */
/* What this layer says by itself, word for word. */
#include "http/outgoing.h"
#include "http/protocol.h"

#include "base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct row {
    const char *name;
    enum refusal refusal;
    int status;
    bool closes;
    const char *sentence;
} rows[] = {
    {"a body that is too large", REFUSAL_BODY_TOO_LARGE, 413, true,
     "The request's body is larger than this server takes; send a smaller one.\n"},
    {"headers that are too large", REFUSAL_HEADERS_TOO_LARGE, 431, true,
     "The request's headers are larger than this server takes; send fewer.\n"},
    {"a NUL in the path", REFUSAL_NULL_IN_PATH, 400, true,
     "The request's path contains %00, which no path here does.\n"},
    {"a bad head", REFUSAL_BAD_HEAD, 400, true,
     "The request's head leaves open where the request ends, or has a character or a coding in it that this server "
     "does not take.\n"},
    {"no answer", REFUSAL_NO_ANSWER, 500, false, "This server had no answer to the request.\n"},
    {"an end that is near", REFUSAL_STOPPING, 503, true, "This server is being stopped.\n"},
};

static void is_said(void **state)
{
    const struct row *const row = *state;
    struct answer answer = {0};
    const char *connection;

    answer_set(&answer, 200, "text/html", "something else");
    headers_add(&answer.headers, "X-Old", "1");
    outgoing_refuse(&answer, row->refusal);
    connection = headers_get(&answer.headers, "Connection");
    assert_int_equal(answer.status, row->status);
    assert_string_equal(answer.body, row->sentence);
    assert_int_equal(answer.body_length, strlen(row->sentence));
    assert_string_equal(headers_get(&answer.headers, "Content-Type"), "text/plain");
    assert_null(headers_get(&answer.headers, "X-Old"));
    assert_string_equal(connection ? connection : "(none)", row->closes ? "close" : "(none)");
    answer_clear(&answer);
}

static void those_who_see_bytes_have_these(void **state)
{
    (void)state;
    assert_string_equal(http_protocol_name, "http/1.1");
    assert_string_equal(http_refusal_in_clear,
                        "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html; charset=us-ascii\r\nConnection: close\r\n"
                        "Content-Length: 57\r\n\r\n<html><body><h1>400</h1>Bad Request - TLS</body></html>\r\n");
    assert_int_equal(strlen(strstr(http_refusal_in_clear, "\r\n\r\n") + 4), 57);
    assert_string_equal(http_nonsense,
                        "\x02\x7f\xfe\x13 not HTTP \xff\xfb\x01\xff\xfb\x03\r\n\x1b[2J\x05\x04\xc0\xc1\r\n\r\n");
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {[ARRAY_SIZE(rows)] =
                                                         cmocka_unit_test(those_who_see_bytes_have_these)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = is_said, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("outgoing", tests, NULL, NULL);
}
