/* SPDX-License-Identifier: MIT */
/* Lines of HTTP heads, and lines that only look like them. */
#include "base/cleanup.h"
#include "base/text.h"
#include "capture/http_head.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct line line_of(const char *text)
{
    return (struct line){text, strlen(text)};
}

static void assert_line(struct line line, const char *text)
{
    assert_int_equal(line.length, strlen(text));
    assert_memory_equal(line.text, text, line.length);
}

static void reads_status_lines(void **state)
{
    static const char *const refused[] = {
        "", "HTTP/1.1", "HTTP/1.1 20", "HTTP/1.1 2000", "HTTP/1.1  200", "http/1.1 200"};
    struct http_status_line read;

    (void)state;
    assert_true(http_read_status_line(line_of("HTTP/1.1 404 Not Found"), &read));
    assert_int_equal(read.status, 404);
    assert_line(read.reason, "Not Found");
    assert_true(http_read_status_line(line_of("HTTP/2 204"), &read));
    assert_int_equal(read.status, 204);
    assert_null(read.reason.text);
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
        assert_false(http_read_status_line(line_of(refused[i]), &read));
}

static void reads_request_lines(void **state)
{
    static const char *const refused[] = {"", "GET", "GET /", "GET HTTP/1.1", " / HTTP/1.1", "GET / HTTP/1.1 and more"};
    struct http_request_line read;

    (void)state;
    assert_true(http_read_request_line(line_of("PROPFIND /a b HTTP/1.1"), &read));
    assert_line(read.method, "PROPFIND");
    assert_line(read.target, "/a b");
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
        assert_false(http_read_request_line(line_of(refused[i]), &read));
}

static void reads_header_lines(void **state)
{
    static const char *const refused[] = {"", "Host", ": a", "Two words: a", " folded: a"};
    struct http_header_line read;

    (void)state;
    assert_true(http_read_header_line(line_of("X-A:\t b c \t"), &read));
    assert_line(read.name, "X-A");
    assert_line(read.value, "b c");
    assert_true(http_read_header_line(line_of("X:"), &read));
    assert_int_equal(read.value.length, 0);
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
        assert_false(http_read_header_line(line_of(refused[i]), &read));
}

static void reads_sizes_of_chunks(void **state)
{
    unsigned long long size = 0;

    (void)state;
    assert_true(http_read_chunk_size(line_of("1aB;name=value"), &size));
    assert_int_equal(size, 0x1AB);
    assert_true(http_read_chunk_size(line_of("ffffffffffffffffffffffffffffffff"), &size));
    assert_true(size == ULLONG_MAX);
    assert_false(http_read_chunk_size(line_of(""), &size));
    assert_false(http_read_chunk_size(line_of("-1"), &size));
}

/* Only a final status of HTTP/1 can go out again. */
static void knows_heads_that_can_go_out(void **state)
{
    static const char *const refused[] = {"HTTP/2 200 OK", "HTTP/1.2 200 OK", "HTTP/1.1 100 Continue",
                                          "HTTP/1.1 600 x"};
    static const char head[] = "HTTP/1.1 401 No\r\ncontent-length:  5 \r\nContent-Length: 6\r\nX\r\n\r\n";
    CLEANUP(cleanup_string) char *length = http_head_value(head, "Content-Length");
    CLEANUP(cleanup_string) char *absent = http_head_value(head, "Content");

    (void)state;
    assert_int_equal(http_head_status(head), 401);
    assert_string_equal(length, "5");
    assert_null(absent);
    assert_true(http_head_framing(head, 5).announced);
    assert_false(http_head_framing(head, 5).closes);
    assert_true(http_head_framing(head, 4).closes);
    for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
        assert_false(http_head_is_status_line(refused[i]));
}

static const struct framing_row {
    const char *name, *head;
    size_t body;
    bool bare, chunked, announced, closes;
    unsigned long long length;
} framings[] = {
    {"nothing is said", "HTTP/1.1 200 OK\r\n\r\n", 3, false, false, false, true, 0},
    {"a length", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", 3, false, false, true, false, 3},
    {"a length that is not so", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n", 3, false, false, true, true, 4},
    {"a length and the end", "HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 3\r\n\r\n", 3, false, false, true,
     true, 3},
    {"another connection", "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\n", 3, false, false,
     true, false, 3},
    {"chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n", 3, false, true, false, false, 0},
    {"another coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", 3, false, false, false, true, 0},
    {"an older version", "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\n", 3, false, false, true, true, 3},
    {"no content", "HTTP/1.1 204 No Content\r\n\r\n", 0, true, false, false, false, 0},
    {"not modified", "HTTP/1.1 304 Not Modified\r\n\r\n", 0, true, false, false, false, 0},
    {"reset content", "HTTP/1.1 205 Reset Content\r\n\r\n", 0, false, false, false, true, 0},
    {"partial content", "HTTP/1.1 206 Partial\r\n\r\n", 0, false, false, false, true, 0},
    {"see elsewhere", "HTTP/1.1 303 See\r\n\r\n", 0, false, false, false, true, 0},
    {"use another", "HTTP/1.1 305 Use\r\n\r\n", 0, false, false, false, true, 0},
};

static void knows_where_bodies_end(void **state)
{
    const struct framing_row *const row = *state;
    const struct http_framing framing = http_head_framing(row->head, row->body);

    assert_int_equal(framing.bare, row->bare);
    assert_int_equal(framing.chunked, row->chunked);
    assert_int_equal(framing.announced, row->announced);
    assert_int_equal(framing.closes, row->closes);
    assert_int_equal(framing.length, row->length);
}

int main(void)
{
    struct CMUnitTest table[ARRAY_SIZE(framings)];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_status_lines),          cmocka_unit_test(reads_request_lines),
        cmocka_unit_test(reads_header_lines),          cmocka_unit_test(reads_sizes_of_chunks),
        cmocka_unit_test(knows_heads_that_can_go_out),
    };

    for (size_t i = 0; i < ARRAY_SIZE(framings); i++)
        table[i] = (struct CMUnitTest){.name = framings[i].name,
                                       .test_func = knows_where_bodies_end,
                                       .initial_state = (void *)(uintptr_t)&framings[i]};
    return cmocka_run_group_tests_name("heads", tests, NULL, NULL) +
           cmocka_run_group_tests_name("framing", table, NULL, NULL);
}
