/* SPDX-License-Identifier: MIT */
/* Entries of a HAR, whole and cut off, and the plain data that messages are made of. */
#include "capture/har.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "capture/captured.h"
#include "dumped.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ENTRIES(entries) "{\"log\":{\"entries\":[" entries "]}}"
#define STATUS(number) "{\"response\":{\"status\":" number "}}"

static const struct row {
    const char *name, *json, *given;
    bool none; /* it is no HAR */
} rows[] = {
    {"an entry",
     ENTRIES(
         "{\"startedDateTime\":\"2026\",\"request\":{\"method\":\"POST\",\"url\":\"https://a/\",\"headers\":[{\"name\":"
         "\"A\",\"value\":\"b\"}],\"postData\":{\"text\":\"<a/>\"}},\"response\":{\"status\":401,\"statusText\":\"No\","
         "\"headers\":[{\"name\":\"C\",\"value\":\"d\"}],\"content\":{\"text\":\"ef\",\"size\":2}}}"),
     "1 at 2026: POST https://a/ {A: b} [<a/>] -> 401 No {C: d} [ef] whole of 2\n", false},
    {"two entries", ENTRIES(STATUS("200") "," STATUS("404")),
     "1: - - {} [] -> 200 - {} []\n2: - - {} [] -> 404 - {} []\n", false},
    {"Base64", ENTRIES("{\"response\":{\"content\":{\"text\":\"aGk=\",\"encoding\":\"base64\",\"size\":-1}}}"),
     "1: - - {} [] -> 0 - {} [hi] whole\n", false},
    {"an encoding nobody has",
     ENTRIES("{\"response\":{\"content\":{\"text\":\"aGk=\",\"encoding\":\"base65\",\"size\":0}}}"),
     "1: - - {} [] -> 0 - {} [aGk=] whole\n", false},
    {"an encoding of no text", ENTRIES("{\"response\":{\"content\":{\"encoding\":\"base64\",\"size\":1}}}"),
     "1: - - {} [] -> 0 - {} [] of 1\n", false},
    {"a type that no header tells", ENTRIES("{\"response\":{\"content\":{\"mimeType\":\"text/html\"}}}"),
     "1: - - {} [] -> 0 - {Content-Type: text/html} []\n", false},
    {"a type that a header tells",
     ENTRIES("{\"response\":{\"headers\":[{\"name\":\"content-type\",\"value\":\"a/b\"}],\"content\":{\"mimeType\":"
             "\"text/html\"}}}"),
     "1: - - {} [] -> 0 - {content-type: a/b} []\n", false},
    {"headers without a name or a value",
     ENTRIES("{\"response\":{\"headers\":[{\"name\":\"A\"},{\"value\":\"b\"},{\"name\":\"C\",\"value\":\"d\"}]}}"),
     "1: - - {} [] -> 0 - {C: d} []\n", false},
    {"no entries", ENTRIES(""), "", false},
    {"entries that are no list", "{\"log\":{\"entries\":{}}}", "", true},
    {"entries outside of the log", "{\"entries\":[]}", "", true},
};

static void gives_entries(void **state)
{
    const struct row *const row = *state;
    json_t *const json = json_loads(row->json, 0, NULL);
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;
    FILE *const stream = open_memstream(&text, &size);

    assert_non_null(json);
    assert_int_equal(har_is(json), !row->none);
    assert_int_equal(har_read(json, dump_transaction, stream), !row->none);
    fclose(stream);
    assert_string_equal(text, row->given);
    json_decref(json);
}

#define BEGINNING "{\"log\":{\"entries\":["
#define FIRST "1: - - {} [] -> 200 - {} []\n"

/* Texts that are no JSON any more. */
static const struct cut {
    const char *name, *text, *given;
    size_t count;
    bool none;
} cuts[] = {
    {"in the second entry",
     BEGINNING STATUS("200") ","
                             "{\"response\":",
     FIRST, 1, false},
    {"behind the second entry", BEGINNING STATUS("200") ", \n" STATUS("201"), FIRST "2: - - {} [] -> 201 - {} []\n", 2,
     false},
    {"in the first entry", BEGINNING "{", "", 0, false},
    {"before the first entry", BEGINNING, "", 0, true},
    {"before the entries", "{\"log\":{\"pages\":[{}]", "", 0, true},
    {"without a log", "{\"logs\":{\"entries\":[" STATUS("200"), FIRST, 1, true},
    {"nothing", "", "", 0, true},
};

static void gives_what_is_there(void **state)
{
    const struct cut *const row = *state;
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;
    FILE *const stream = open_memstream(&text, &size);

    assert_int_equal(har_is_cut(row->text, strlen(row->text)), !row->none);
    assert_int_equal(har_read_cut(row->text, strlen(row->text), dump_transaction, stream), row->count);
    fclose(stream);
    assert_string_equal(text, row->given);
}

/* ---- messages ---- */

static const struct host_row {
    const char *name, *target, *header, *host; /* NULL: there is none */
} hosts[] = {
    {"of the URL", "https://a.b:443/c", "x", "a.b:443"},
    {"of a URL without a path", "https://a.b", "x", "a.b"},
    {"of a URL with a query alone", "https://a.b?c", "x", "a.b"},
    {"of a URL with a fragment alone", "https://a.b#c", "x", "a.b"},
    {"of the header", "/c", "x", "x"},
    {"of the header, a URL in the path", "/c?d=https://a.b/", "x", "x"},
    {"of the header, nothing asked for", NULL, "x", "x"},
    {"not known", "/c", NULL, NULL},
};

static void knows_the_host(void **state)
{
    const struct host_row *const row = *state;
    struct transaction transaction = {.request.target = (char *)(uintptr_t)row->target};
    CLEANUP(cleanup_string) char *host = NULL;

    if (row->header)
        headers_add(&transaction.request.headers, "host", row->header);
    host = transaction_host(&transaction);
    headers_clear(&transaction.request.headers);
    assert_int_equal(host == NULL, row->host == NULL);
    if (host)
        assert_string_equal(host, row->host);
}

static void sets_headers(void **state)
{
    struct headers headers = {0};
    CLEANUP(cleanup_string) char *text = NULL;

    (void)state;
    for (int i = 0; i < 40; i++) {
        CLEANUP(cleanup_string) char *name = text_format("%s%d", i % 3 ? "N" : "n", i % 20);
        headers_add(&headers, name, i < 20 ? "old" : "newer");
    }
    assert_int_equal(headers.count, 40);
    assert_string_equal(headers_get(&headers, "N1"), "old");
    headers_set(&headers, "N1", "set");
    assert_int_equal(headers.count, 39);
    assert_string_equal(headers_get(&headers, "n1"), "set");
    assert_string_equal(headers.items[38].value, "set");
    assert_string_equal(headers.items[1].name, "N2");
    assert_null(headers_get(&headers, "N"));
    headers_clear(&headers);
    assert_int_equal(headers.count, 0);
    headers_set(&headers, "A", "b");
    assert_string_equal(headers.items[0].value, "b");
    headers_clear(&headers);
}

static void fills_answers(void **state)
{
    struct answer answer = {0};

    (void)state;
    answer_set(&answer, 200, "text/plain", "four");
    answer_set(&answer, 404, NULL, "three");
    assert_int_equal(answer.status, 404);
    assert_int_equal(answer.body_length, 5);
    assert_string_equal(answer.body, "three");
    assert_string_equal(headers_get(&answer.headers, "Content-Type"), "text/plain");
    answer_set(&answer, 500, "a/b", NULL);
    assert_int_equal(answer.body_length, 0);
    assert_int_equal(answer.headers.count, 1);
    answer.postponed = true;
    answer_clear(&answer);
    assert_int_equal(answer.status, 0);
    assert_false(answer.postponed);
    assert_null(answer.body);
}

static const struct path_row {
    const char *path, *prefix;
    bool equal, below;
} paths[] = {
    {"/EWS", "/ews", true, true},
    {"/EWS/Exchange.asmx", "/ews", false, true},
    {"/EWSX", "/ews", false, false},
    {"/EW", "/ews", false, false},
    {"/EWS/x", "/ews/", false, true},
    {"/EWS", "/ews/", false, false},
    {"/", "/", true, true},
    {"/a", "/", false, true},
    {"", "", true, true},
    {"a", "", false, false},
};

static void compares_paths(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(paths); i++) {
        assert_int_equal(path_equal(paths[i].path, paths[i].prefix), paths[i].equal);
        assert_int_equal(path_below(paths[i].path, paths[i].prefix), paths[i].below);
    }
}

#define HEAD(lines) "HTTP/1.1 200 OK\r\n" lines "\r\n"

static const struct captured_row {
    const char *name, *head, *body, *sent;
    const char *connection; /* NULL: it stays */
} captures[] = {
    {"as it was", HEAD("Content-Length: 2\r\n"), "ab", "ab", NULL},
    {"in one chunk", HEAD("Transfer-Encoding: chunked\r\n"), "0123456789abcdef!",
     "11\r\n0123456789abcdef!\r\n0\r\n\r\n", NULL},
    {"in no chunk but the last", HEAD("Transfer-Encoding: chunked\r\n"), "", "0\r\n\r\n", NULL},
    {"up to the end of the connection", HEAD(""), "ab", "ab", "close"},
};

static void goes_out_again(void **state)
{
    const struct captured_row *const row = *state;
    struct answer answer = {0};

    answer.head = text_copy("another");
    answer_captured(&answer, row->head, row->body, strlen(row->body));
    assert_int_equal(answer.status, 200);
    assert_string_equal(answer.head, row->head);
    assert_int_equal(answer.body_length, strlen(row->sent));
    assert_string_equal(answer.body, row->sent);
    if (row->connection)
        assert_string_equal(headers_get(&answer.headers, "Connection"), row->connection);
    else
        assert_null(headers_get(&answer.headers, "Connection"));
    answer_clear(&answer);
}

#define ADD(table, function)                                                                                           \
    for (size_t i = 0; i < ARRAY_SIZE(table); i++)                                                                     \
        tests[count++] = (struct CMUnitTest)                                                                           \
        {                                                                                                              \
            .name = (table)[i].name, .test_func = (function), .initial_state = (void *)(uintptr_t) & (table)[i]        \
        }

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + ARRAY_SIZE(cuts) + ARRAY_SIZE(hosts) + ARRAY_SIZE(captures) + 3] = {
        cmocka_unit_test(sets_headers), cmocka_unit_test(fills_answers), cmocka_unit_test(compares_paths)};
    size_t count = 3;

    ADD(rows, gives_entries);
    ADD(cuts, gives_what_is_there);
    ADD(hosts, knows_the_host);
    ADD(captures, goes_out_again);
    return cmocka_run_group_tests_name("har and messages", tests, NULL, NULL);
}
