/* SPDX-License-Identifier: MIT */
/* What makes an answer fit to be replayed, and the limits of a trace, to the byte. */
#include "base/cleanup.h"
#include "base/text.h"
#include "recorder/trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct recorded_answer answer_of(const char *head, size_t body_length)
{
    return (struct recorded_answer){.host = text_copy("x"),
                                    .method = text_copy("GET"),
                                    .path = text_copy("/x"),
                                    .head = text_copy(head),
                                    .body = calloc(1, body_length + 1),
                                    .body_length = body_length};
}

/* printf x | gzip -n */
static const char packed[] = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\x00\x00\x83\x16\xdc\x8c\x01\x00\x00\x00";

enum { WHOLE = sizeof packed - 1 };

static const struct coding {
    const char *name, *coding; /* NULL: no such header */
    size_t length;             /* of the body */
    bool readable;
    const char *head, *body; /* NULL: as it was */
} codings[] = {
    {"none", NULL, WHOLE, true, NULL, NULL},
    {"one that says nothing", "", WHOLE, true, NULL, NULL},
    {"identity", "Identity", WHOLE, true, NULL, NULL},
    {"gzip", "gzip", WHOLE, true, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n", "x"},
    {"its old name", "X-GZIP", WHOLE, true, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n", "x"},
    {"another", "br", WHOLE, false, NULL, NULL},
    {"another, of one byte", "br", 1, false, NULL, NULL},
    {"another, of nothing", "br", 0, true, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", ""},
};

static void unpacks(void **state)
{
    const struct coding *row = *state;
    const size_t length = row->length;
    CLEANUP(cleanup_string)
    char *line = row->coding ? text_format("Content-Encoding: %s\r\n", row->coding) : text_copy("");
    CLEANUP(cleanup_string) char *head = text_format("HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n%s\r\n", length, line);
    CLEANUP(recorded_clear) struct recorded_answer recorded = answer_of(head, length);

    memcpy(recorded.body, packed, length);
    assert_int_equal(recorded_unpack(&recorded), row->readable);
    assert_string_equal(recorded.head, row->head ? row->head : head);
    assert_int_equal(recorded.body_length, row->body ? strlen(row->body) : length);
    assert_memory_equal(recorded.body, row->body ? row->body : packed, recorded.body_length);
}

static void what_is_no_gzip_is_not_unpacked(void **state)
{
    CLEANUP(recorded_clear)
    struct recorded_answer recorded = answer_of("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", 7);

    (void)state;
    assert_false(recorded_unpack(&recorded));
}

#define HEAD "HTTP/1.1 200 OK\r\n\r\n"

static const struct fit {
    const char *name, *head;
    size_t body_length;
    const char *why; /* NULL: it is kept */
    const char *kept_head;
} fits[] = {
    {"an answer", HEAD, 3, NULL, HEAD},
    {"the largest body", HEAD, 4 << 20, NULL, HEAD},
    {"a byte more", HEAD, (4 << 20) + 1, "the answer to GET /x has more than 4 megabytes", NULL},
    {"no final answer", "HTTP/1.1 100 Continue\r\n\r\n", 0, "GET /x has no final answer", NULL},
    {"no answer", "SSH-2.0\r\n\r\n", 0, "GET /x has no final answer", NULL},
    {"longer than announced", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n", 3, NULL,
     "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"},
    {"shorter than announced", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", 3, NULL,
     "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"},
    {"in chunks", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 3, NULL,
     "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"},
};

static void adds(void **state)
{
    const struct fit *row = *state;
    CLEANUP(trace_clear) struct trace trace = {0};
    struct recorded_answer recorded = answer_of(row->head, row->body_length);

    trace_add(&trace, &recorded);
    assert_null(recorded.body);
    assert_int_equal(trace.count, row->why == NULL);
    assert_int_equal(trace.skipped, row->why != NULL);
    if (row->why)
        assert_string_equal(trace.why, row->why);
    else
        assert_string_equal(trace.items[0].head, row->kept_head);
}

static void a_body_that_cannot_be_is_dropped(void **state)
{
    CLEANUP(trace_clear) struct trace trace = {0};
    struct recorded_answer recorded = answer_of("HTTP/1.1 304 Not Modified\r\n\r\n", 5);

    (void)state;
    trace_add(&trace, &recorded);
    assert_int_equal(trace.items[0].body_length, 0);
}

static void has_so_many_and_no_more(void **state)
{
    CLEANUP(trace_clear) struct trace trace = {0};

    (void)state;
    for (int i = 0; i < 1001; i++) {
        struct recorded_answer recorded = answer_of(HEAD, 0);
        trace_add(&trace, &recorded);
    }
    assert_int_equal(trace.count, 1000);
    assert_int_equal(trace.skipped, 1);
    assert_string_equal(trace.why, "there are more than 1000 answers, or 64 megabytes of them");
}

/* Heads count, and what was left out does not. */
static void has_so_many_bytes_and_no_more(void **state)
{
    const size_t rest = 64 << 20, body = (4 << 20) - strlen(HEAD);
    CLEANUP(trace_clear) struct trace trace = {0};

    (void)state;
    for (size_t i = 0; i < rest / (4 << 20); i++) {
        struct recorded_answer recorded = answer_of(HEAD, body), larger = answer_of(HEAD, (4 << 20) + 1);
        trace_add(&trace, &larger);
        trace_add(&trace, &recorded);
    }
    assert_int_equal(trace.count, 16);
    assert_int_equal(trace.bytes, rest);
    assert_int_equal(trace.skipped, 16);
    struct recorded_answer one_more = answer_of(HEAD, 0);
    trace_add(&trace, &one_more);
    assert_int_equal(trace.count, 16);
    assert_int_equal(trace.skipped, 17);
}

static void is_sorted_by_session(void **state)
{
    static const unsigned long numbers[] = {12, 3, 7, 3, 1};
    CLEANUP(trace_clear) struct trace trace = {0};

    (void)state;
    trace_sort(&trace);
    for (size_t i = 0; i < ARRAY_SIZE(numbers); i++) {
        struct recorded_answer recorded = answer_of(HEAD, 0);
        recorded.number = numbers[i];
        trace_add(&trace, &recorded);
    }
    trace_sort(&trace);
    for (size_t i = 1; i < trace.count; i++)
        assert_true(trace.items[i - 1].number <= trace.items[i].number);
}

static void headers_are_removed_by_their_whole_name(void **state)
{
    CLEANUP(recorded_clear)
    struct recorded_answer recorded =
        answer_of("HTTP/1.1 200 OK\r\nVia: a\r\nVIA:b\r\nVia-X: c\r\nX-Via: d\r\n\r\n", 0);

    (void)state;
    recorded_remove_header(&recorded, "Via");
    assert_string_equal(recorded.head, "HTTP/1.1 200 OK\r\nVia-X: c\r\nX-Via: d\r\n\r\n");
}

static void hosts_are_without_ports(void **state)
{
    static const char *const hosts[][2] = {{"mail.contoso.com", "mail.contoso.com"},
                                           {"mail.contoso.com:443", "mail.contoso.com"},
                                           {"[::1]:443", "[::1]"},
                                           {"[::1]", "[::1]"},
                                           {"", ""}};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(hosts); i++) {
        CLEANUP(cleanup_string) char *host = host_without_port(hosts[i][0]);
        assert_string_equal(host, hosts[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_no_gzip_is_not_unpacked),
                                       cmocka_unit_test(a_body_that_cannot_be_is_dropped),
                                       cmocka_unit_test(has_so_many_and_no_more),
                                       cmocka_unit_test(has_so_many_bytes_and_no_more),
                                       cmocka_unit_test(is_sorted_by_session),
                                       cmocka_unit_test(headers_are_removed_by_their_whole_name),
                                       cmocka_unit_test(hosts_are_without_ports)};
    struct CMUnitTest coding_tests[ARRAY_SIZE(codings)], fit_tests[ARRAY_SIZE(fits)];
    int failures;

    for (size_t i = 0; i < ARRAY_SIZE(codings); i++)
        coding_tests[i] = (struct CMUnitTest){
            .name = codings[i].name, .test_func = unpacks, .initial_state = (void *)(uintptr_t)&codings[i]};
    for (size_t i = 0; i < ARRAY_SIZE(fits); i++)
        fit_tests[i] =
            (struct CMUnitTest){.name = fits[i].name, .test_func = adds, .initial_state = (void *)(uintptr_t)&fits[i]};
    failures = cmocka_run_group_tests_name("codings", coding_tests, NULL, NULL);
    failures += cmocka_run_group_tests_name("answers", fit_tests, NULL, NULL);
    return failures + cmocka_run_group_tests_name("traces", tests, NULL, NULL);
}
