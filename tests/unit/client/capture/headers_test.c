/* SPDX-License-Identifier: MIT */
/* Headers in order, answers that are filled, paths that lie below each other. */
#include "base/cleanup.h"
#include "base/text.h"
#include "capture/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* "A: 1\nB: 2\n"; the caller frees it. */
static char *written(const struct headers *headers)
{
    char *text = text_copy("");

    for (size_t i = 0; i < headers->count; i++) {
        char *const longer = text_format("%s%s: %s\n", text, headers->items[i].name, headers->items[i].value);
        free(text);
        text = longer;
    }
    return text;
}

static void headers_stay_in_order(void **state)
{
    struct headers headers = {0};

    (void)state;
    headers_add(&headers, "A", "1");
    headers_add(&headers, "B", "");
    headers_add_parts(&headers, "Cxx", 1, "3xx", 1);
    headers_add(&headers, "a", "4");
    CLEANUP(cleanup_string) char *all = written(&headers);
    assert_string_equal(all, "A: 1\nB: \nC: 3\na: 4\n");
    assert_string_equal(headers_get(&headers, "a"), "1");
    assert_string_equal(headers_get(&headers, "c"), "3");
    assert_null(headers_get(&headers, "D"));
    headers_clear(&headers);
    assert_int_equal(headers.count, 0);
    assert_null(headers.items);
}

static void one_takes_the_place_of_all(void **state)
{
    struct headers headers = {0};

    (void)state;
    headers_set(&headers, "A", "1");
    headers_add(&headers, "B", "2");
    headers_add(&headers, "a", "3");
    headers_add(&headers, "C", "4");
    headers_set(&headers, "A", "5");
    CLEANUP(cleanup_string) char *all = written(&headers);
    assert_string_equal(all, "B: 2\nC: 4\nA: 5\n");
    headers_clear(&headers);
}

/* More than has room at once, and with some taken away between. */
static void there_may_be_many(void **state)
{
    struct headers headers = {0};

    (void)state;
    for (int i = 0; i < 100; i++) {
        char name[8];
        snprintf(name, sizeof name, "%d", i);
        headers_add(&headers, name, name);
        headers_set(&headers, "last", name);
    }
    assert_int_equal(headers.count, 101);
    assert_string_equal(headers_get(&headers, "57"), "57");
    assert_string_equal(headers_get(&headers, "last"), "99");
    headers_clear(&headers);
}

static void answers_are_filled(void **state)
{
    struct answer answer = {0};

    (void)state;
    answer_set(&answer, 200, "text/plain", "hello");
    assert_int_equal(answer.status, 200);
    assert_string_equal(answer.body, "hello");
    assert_int_equal(answer.body_length, 5);
    assert_string_equal(headers_get(&answer.headers, "content-type"), "text/plain");
    answer_set(&answer, 204, NULL, NULL);
    assert_int_equal(answer.status, 204);
    assert_null(answer.body);
    assert_int_equal(answer.body_length, 0);
    assert_string_equal(headers_get(&answer.headers, "content-type"), "text/plain");
    answer_take(&answer, 500, "text/html", text_copy("a\0b"), 3);
    answer.reason = text_copy("Oops");
    answer.head = text_copy("HTTP/1.1 500\r\n");
    assert_int_equal(answer.headers.count, 1);
    assert_string_equal(headers_get(&answer.headers, "content-type"), "text/html");
    assert_int_equal(answer.body_length, 3);
    answer_clear(&answer);
    assert_int_equal(answer.status, 0);
    assert_null(answer.reason);
    assert_null(answer.head);
}

static const struct row {
    const char *name, *path, *prefix;
    bool equal, below;
} rows[] = {
    {"the same", "/EWS", "/EWS", true, true},
    {"the same, case aside", "/ews", "/EWS", true, true},
    {"below", "/ews/Exchange.asmx", "/EWS", false, true},
    {"longer", "/EWSother", "/EWS", false, false},
    {"shorter", "/EW", "/EWS", false, false},
    {"another", "/owa", "/EWS", false, false},
    {"a folder", "/EWS/a", "/EWS/", false, true},
    {"the folder itself", "/EWS/", "/EWS/", true, true},
    {"the folder without its end", "/EWS", "/EWS/", false, false},
    {"the root", "/a", "/", false, true},
    {"below nothing", "/a", "", false, true},
    {"a word below nothing", "a", "", false, false},
    {"nothing", "", "", true, true},
};

static void compares_paths(void **state)
{
    const struct row *const row = *state;

    assert_int_equal(path_equal(row->path, row->prefix), row->equal);
    assert_int_equal(path_below(row->path, row->prefix), row->below);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(headers_stay_in_order),
                                       cmocka_unit_test(one_takes_the_place_of_all),
                                       cmocka_unit_test(there_may_be_many), cmocka_unit_test(answers_are_filled)};
    struct CMUnitTest table[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = compares_paths, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("messages", tests, NULL, NULL) +
           cmocka_run_group_tests_name("paths", table, NULL, NULL);
}
