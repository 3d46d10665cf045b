/* SPDX-License-Identifier: MIT */
/* What was not read is said once for each reason, and counted. */
#include "base/cleanup.h"
#include "base/text.h"
#include "findings/unread.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TEN "aaaaaaaaaa"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

struct row {
    const char *name, *told[8][2]; /* name and why of each part; why NULL: it was read */
    const char *sentences[3];
    const char *json;
};

static const struct row rows[] = {
    {"everything was read", {{"a", NULL}, {"b", NULL}}, {NULL}, "[]"},
    {"the whole file", {{NULL, "it is cut"}}, {"f: it is cut"}, "[{\"name\":\"f\",\"why\":\"it is cut\"}]"},
    {"one of two",
     {{"a", NULL}, {"b", "a picture"}},
     {"f: 1 of 2 entries was not read (b): a picture"},
     "[{\"name\":\"f!b\",\"why\":\"a picture\"}]"},
    {"two reasons",
     {{"a", "x"}, {"b", "y"}, {"c", "x"}},
     {"f: 2 of 3 entries were not read (a, c): x", "f: 1 of 3 entries was not read (b): y"},
     NULL},
    {"as many as are shown",
     {{"a", "x"}, {"b", "x"}, {"c", "x"}},
     {"f: 3 of 3 entries were not read (a, b, c): x"},
     NULL},
    {"one more than is shown",
     {{"a", "x"}, {"b", "x"}, {"c", "x"}, {"d", "x"}},
     {"f: 4 of 4 entries were not read (a, b, c and 1 more): x"},
     NULL},
    {"a name of 100 letters, and one of 101",
     {{HUNDRED, "x"}, {HUNDRED "b", "x"}},
     {"f: 2 of 2 entries were not read (" HUNDRED ", " HUNDRED "): x"},
     NULL},
    {"many",
     {{"a", "x"}, {"b", "x"}, {"c", "x"}, {"d", "x"}, {"e", "x"}},
     {"f: 5 of 5 entries were not read (a, b, c and 2 more): x"},
     NULL},
    {"a part and the whole", {{"a", "x"}, {NULL, "x"}}, {"f: 1 of 1 entries was not read (a): x", "f: x"}, NULL},
};

static void test(void **state)
{
    const struct row *const row = *state;
    CLEANUP(unread_clear) struct unread unread = {0};
    json_t *json;
    CLEANUP(cleanup_string) char *printed = NULL;

    for (size_t i = 0; i < 8 && (row->told[i][0] || row->told[i][1]); i++)
        unread_add(&unread, row->told[i][0], row->told[i][1]);
    for (size_t i = 0; i < 3; i++) {
        CLEANUP(cleanup_string) char *sentence = unread_sentence(&unread, "f", i);
        if (row->sentences[i])
            assert_string_equal(sentence, row->sentences[i]);
        else
            assert_null(sentence);
    }
    json = unread_to_json(&unread, "f");
    printed = json_dumps(json, JSON_COMPACT);
    if (row->json)
        assert_string_equal(printed, row->json);
    json_decref(json);
}

static void standard_input_is_named(void **state)
{
    CLEANUP(unread_clear) struct unread unread = {0};

    (void)state;
    unread_add(&unread, NULL, "it is cut");
    CLEANUP(cleanup_string) char *sentence = unread_sentence(&unread, NULL, 0);
    assert_string_equal(sentence, "standard input: it is cut");
}

static void test_is_bounded(void **state)
{
    CLEANUP(unread_clear) struct unread unread = {0};

    (void)state;
    for (int i = 0; i < 5000; i++)
        unread_add(&unread, "a", "x");
    assert_int_equal(unread.count, 5000);
    assert_int_equal(unread.kept, 1000);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 2];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){rows[i].name, test, NULL, NULL, (void *)&rows[i]};
    tests[ARRAY_SIZE(rows)] = (struct CMUnitTest){"it is bounded", test_is_bounded, NULL, NULL, NULL};
    tests[ARRAY_SIZE(rows) + 1] = (struct CMUnitTest)cmocka_unit_test(standard_input_is_named);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
