/* SPDX-License-Identifier: MIT */
/* HTTP messages in texts: where they begin and end, heads, chunks, and whether the body is all there. */
#include "base/cleanup.h"
#include "capture/http_message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *name, *text;
    const char *method, *target; /* NULL: an answer */
    int status;
    const char *reason, *server, *body;
    bool whole;
};

static const struct row rows[] = {
    {"an answer", "HTTP/1.1 200 OK\r\nServer: a\r\nContent-Length: 2\r\n\r\nhi", NULL, NULL, 200, "OK", "a", "hi",
     true},
    {"line ends of Unix", "HTTP/1.1 401 Unauthorized\nServer: a\n\nhi", NULL, NULL, 401, "Unauthorized", "a", "hi",
     false},
    {"line ends that have changed", "HTTP/1.1 200 OK\nServer: a\nContent-Length: 6\n\na\nb\n", NULL, NULL, 200, "OK",
     "a", "a\nb\n", true},
    {"a body that is cut", "HTTP/1.1 200 OK\nServer: a\nContent-Length: 60\n\nhi", NULL, NULL, 200, "OK", "a", "hi",
     false},
    {"no reason", "HTTP/2 503\nserver: a\n\n", NULL, NULL, 503, NULL, "a", "", false},
    {"a reason of several words", "HTTP/1.1 403 Forbidden ( The server  denied )\nServer: a\n\n", NULL, NULL, 403,
     "Forbidden ( The server  denied )", "a", "", false},
    {"a request", "POST /EWS/Exchange.asmx HTTP/1.1\r\nServer: a\r\n\r\n<x/>", "POST", "/EWS/Exchange.asmx", 0, NULL,
     "a", "<x/>", false},
    {"behind a text", "We see:\n\nHTTP/1.1 200 OK\nServer: a\n\nhi", NULL, NULL, 200, "OK", "a", "hi", false},
    {"as curl -v prints it", "* Trying\n< HTTP/1.1 302 Found\n< Server: a\n< \nhi", NULL, NULL, 302, "Found", "a", "hi",
     false},
    {"a head alone", "HTTP/1.1 500 Internal Server Error\nServer: a", NULL, NULL, 500, "Internal Server Error", "a", "",
     false},
    {"a head in a trace", "HTTP/1.1 500 Error\nServer: a\n</Trace>\n", NULL, NULL, 500, "Error", "a", "</Trace>\n",
     false},
    {"up to the next one", "HTTP/1.1 200 OK\nServer: a\n\nhi\nHTTP/1.1 401 No\n", NULL, NULL, 200, "OK", "a", "hi\n",
     false},
};

static void assert_text(const char *got, const char *wanted)
{
    assert_int_equal(got != NULL, wanted != NULL);
    if (wanted)
        assert_string_equal(got, wanted);
}

static void reads(void **state)
{
    const struct row *const row = *state;
    struct http_message message;
    size_t start, end;

    assert_true(http_message_find(row->text, strlen(row->text), 0, &message, &start, &end));
    assert_text(message.method, row->method);
    assert_text(message.target, row->target);
    assert_int_equal(message.status, row->status);
    assert_text(message.reason, row->reason);
    assert_text(headers_get(&message.headers, "Server"), row->server);
    assert_int_equal(message.body_length, strlen(row->body));
    assert_memory_equal(message.body, row->body, strlen(row->body));
    assert_int_equal(http_message_is_whole(&message), row->whole);
    http_message_clear(&message);
}

static const char *const others[] = {"",
                                     "HTTP/1.1",
                                     "HTTP/1.1 ",
                                     "HTTP/1.1 20",
                                     "HTTP/1.1 2000",
                                     "http/1.1 200 OK",
                                     "The answer was HTTP/1.1 200 OK",
                                     "POST /x",
                                     "POST HTTP/1.1 HTTP/1.1 and so on"};

static void passes_over(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
        struct http_message message;
        size_t start, end;
        assert_false(http_message_find(others[i], strlen(others[i]), 0, &message, &start, &end));
    }
}

struct chunks {
    const char *name, *body, *decoded;
};

static const struct chunks chunked[] = {
    {"chunks", "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", "abcde"},
    {"line ends of Unix", "3\nabc\n2\nde\n0\n\n", "abcde"},
    {"cut", "3\r\nabc\r\nff\r\nde", "abcde"},
    {"a size that is too large", "ffffffffffffffffffff\r\nabc", "abc"},
    {"joined already", "<x/>", "<x/>"},
};

static void joins(void **state)
{
    const struct chunks *const row = *state;
    char text[256];
    struct http_message message;
    size_t length = 0, start, end;

    snprintf(text, sizeof text, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s", row->body);
    assert_true(http_message_find(text, strlen(text), 0, &message, &start, &end));
    CLEANUP(cleanup_string) char *decoded = http_message_decode(&message, &length);
    assert_int_equal(length, strlen(row->decoded));
    assert_memory_equal(decoded ? decoded : message.body, row->decoded, length);
    if (decoded)
        assert_int_equal(decoded[length], '\0'); /* recordings take it for a text */
    http_message_clear(&message);
}

int main(void)
{
    const struct CMUnitTest fixed[] = {cmocka_unit_test(passes_over)};
    struct CMUnitTest table[ARRAY_SIZE(rows)], bodies[ARRAY_SIZE(chunked)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = reads, .initial_state = (void *)(uintptr_t)&rows[i]};
    for (size_t i = 0; i < ARRAY_SIZE(chunked); i++)
        bodies[i] = (struct CMUnitTest){
            .name = chunked[i].name, .test_func = joins, .initial_state = (void *)(uintptr_t)&chunked[i]};
    return cmocka_run_group_tests_name("messages", fixed, NULL, NULL) +
           cmocka_run_group_tests_name("message", table, NULL, NULL) +
           cmocka_run_group_tests_name("bodies", bodies, NULL, NULL);
}
