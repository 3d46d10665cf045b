/* SPDX-License-Identifier: MIT */
/* A matcher finds the same whether it has read little or much. */
#include "matcher/matcher.h"

#include "base/cleanup.h"
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 4, MUCH = 4 << 20 };

static const struct row {
    const char *name, *strings[MOST], *text;
    enum matcher_case letters;
    const char *hits; /* string@end, ascending */
} rows[] = {
    {"one string", {"abc"}, "xabcx", MATCHER_SAME_CASE, "0@4 "},
    {"at both ends", {"ab"}, "abxab", MATCHER_SAME_CASE, "0@2 0@5 "},
    {"overlapping itself", {"aa"}, "aaaa", MATCHER_SAME_CASE, "0@2 0@3 0@4 "},
    {"one in the other", {"abcd", "bc"}, "abcd", MATCHER_SAME_CASE, "1@3 0@4 "},
    {"in the order of the text", {"b", "a"}, "ab", MATCHER_SAME_CASE, "1@1 0@2 "},
    {"another case", {"Abc"}, "abc ABC", MATCHER_SAME_CASE, ""},
    {"any case", {"aBc"}, "ABC abc", MATCHER_ANY_CASE, "0@3 0@7 "},
    {"letters beyond ASCII keep their case", {"\xC3\xA4"}, "\xC3\x84", MATCHER_ANY_CASE, ""},
    {"a bracket is no letter", {"["}, "{", MATCHER_ANY_CASE, ""},
    {"as long as a key", {"abcd"}, "abcdabcd abcd", MATCHER_SAME_CASE, "0@4 0@8 0@13 "},
    {"shorter and longer ones of one beginning", {"abcde", "abc", "abcd"}, "abcde", MATCHER_SAME_CASE, "1@3 2@4 0@5 "},
    {"a beginning alone", {"abcde"}, "abcd", MATCHER_SAME_CASE, ""},
    {"the same twice", {"abcd", "abcd"}, "xabcd", MATCHER_SAME_CASE, "0@5 1@5 "},
    {"no strings", {NULL}, "abc", MATCHER_SAME_CASE, ""},
    {"no text", {"a"}, "", MATCHER_SAME_CASE, ""},
};

struct hits {
    char text[256];
    size_t used;
};

static void note(void *context, size_t string, size_t end)
{
    struct hits *const hits = context;

    hits->used += (size_t)snprintf(hits->text + hits->used, sizeof hits->text - hits->used, "%zu@%zu ", string, end);
    assert_true(hits->used < sizeof hits->text);
}

static struct matcher *matcher_of(const struct row *row)
{
    size_t lengths[MOST] = {0}, count = 0;
    struct error error = {""};
    struct matcher *matcher;

    for (; count < MOST && row->strings[count]; count++)
        lengths[count] = strlen(row->strings[count]);
    matcher = matcher_new(row->strings, lengths, count, row->letters, &error);
    assert_string_equal(error.text, "");
    return matcher;
}

static void expect(struct matcher *matcher, struct matcher_room *room, const struct row *row)
{
    struct hits hits = {.used = 0};

    matcher_scan(matcher, room, row->text, strlen(row->text), note, &hits);
    assert_string_equal(hits.text, row->hits);
}

static void ignore(void *context, size_t string, size_t end)
{
    (void)context, (void)string, (void)end;
}

static void finds(void **state)
{
    const struct row *const row = *state;
    CLEANUP(matcher_free) struct matcher *matcher = matcher_of(row);
    CLEANUP(matcher_room_free) struct matcher_room *room = matcher_room_new();
    char *const much = memory_array(MUCH, 1);

    expect(matcher, room, row);
    expect(matcher, NULL, row);
    matcher_scan(matcher, room, much, MUCH, ignore, NULL); /* from here on compiled */
    expect(matcher, room, row);
    expect(matcher, NULL, row);
    free(much);
}

static void refuses_an_empty_string(void **state)
{
    const char *const strings[] = {"a", ""};
    const size_t lengths[] = {1, 0};
    struct error error = {""};

    (void)state;
    assert_null(matcher_new(strings, lengths, 2, MATCHER_SAME_CASE, &error));
    assert_string_equal(error.text, "phrase 2 of 2 is empty, and would be found everywhere");
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = finds, .initial_state = (void *)(uintptr_t)&rows[i]};
    tests[ARRAY_SIZE(rows)] = (struct CMUnitTest)cmocka_unit_test(refuses_an_empty_string);
    return _cmocka_run_group_tests("matcher", tests, ARRAY_SIZE(tests), NULL, NULL);
}
