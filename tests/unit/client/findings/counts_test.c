/* SPDX-License-Identifier: MIT */
/* However many names there are and however long they be, what is kept of them is bounded. */
#include "findings/counts.h"

#include "base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void add(struct counts *counts, const char *name)
{
    counts_add(counts, &(struct count){.name = (char *)(uintptr_t)name, .count = 1});
}

static void counts_each_name(void **state)
{
    CLEANUP(counts_clear) struct counts counts = {0};

    (void)state;
    add(&counts, "EX01");
    add(&counts, "EX02");
    add(&counts, "ex01");
    add(&counts, "EX01");
    assert_int_equal(counts.count, 3);
    assert_int_equal(counts.items[0].count, 2);
    assert_int_equal(counts.items[1].count, 1);
}

static void counts_the_rest_together(void **state)
{
    CLEANUP(counts_clear) struct counts counts = {0};
    char name[16];

    (void)state;
    for (int i = 0; i < COUNTS_LIMIT + 5; i++) {
        snprintf(name, sizeof name, "%d", i);
        add(&counts, name);
        add(&counts, name);
    }
    assert_int_equal(counts.count, COUNTS_LIMIT + 1);
    assert_string_equal(counts.items[COUNTS_LIMIT].name, "others");
    assert_int_equal(counts.items[COUNTS_LIMIT].count, 10);
    assert_int_equal(counts.items[0].count, 2);
}

static void cuts_a_long_name_between_characters(void **state)
{
    CLEANUP(counts_clear) struct counts counts = {0};
    char name[1000];

    (void)state;
    memset(name, 'a', sizeof name);
    name[sizeof name - 1] = '\0';
    memcpy(name + COUNTS_NAME_BYTES - 1, "\xC3\xA4", 2);
    add(&counts, name);
    add(&counts, name);
    assert_int_equal(counts.count, 1);
    assert_int_equal(strlen(counts.items[0].name), COUNTS_NAME_BYTES - 1);
}

static void a_name_may_be_as_long_as_it_may(void **state)
{
    CLEANUP(counts_clear) struct counts counts = {0};
    char name[COUNTS_NAME_BYTES + 2];

    (void)state;
    memset(name, 'a', sizeof name);
    name[COUNTS_NAME_BYTES] = '\0';
    add(&counts, name);
    name[COUNTS_NAME_BYTES] = 'a';
    name[COUNTS_NAME_BYTES + 1] = '\0';
    add(&counts, name);
    assert_int_equal(counts.count, 1);
    assert_int_equal(strlen(counts.items[0].name), COUNTS_NAME_BYTES);
}

static void keeps_title_and_times(void **state)
{
    CLEANUP(counts_clear) struct counts counts = {0};
    struct count one = {.name = (char *)"a", .title = (char *)"first", .count = 2};

    (void)state;
    one.first = one.last = seen_time_of("2026-01-02T00:00:00Z");
    counts_add(&counts, &one);
    one.title = (char *)"second";
    one.first = seen_time_of("2026-01-01T00:00:00Z");
    one.last = seen_time_of("2026-01-03T00:00:00Z");
    counts_add(&counts, &one);
    assert_int_equal(counts.items[0].count, 4);
    assert_string_equal(counts.items[0].title, "first");
    assert_string_equal(counts.items[0].first.text, "2026-01-01T00:00:00Z");
    assert_string_equal(counts.items[0].last.text, "2026-01-03T00:00:00Z");
}

static void those_that_tie_go_by_name(void **state)
{
    CLEANUP(counts_clear) struct counts counts = {0};
    CLEANUP(counts_clear) struct counts most = {0};
    static const char *const names[] = {"c", "b", "a", "d", "d"};
    static const char *const wanted[] = {"d", "a", "b", "c"};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        add(&counts, names[i]);
    most = counts_sorted(&counts, COUNTS_MOST_FIRST);
    for (size_t i = 0; i < ARRAY_SIZE(wanted); i++)
        assert_string_equal(most.items[i].name, wanted[i]);
}

static void sorts_a_copy(void **state)
{
    CLEANUP(counts_clear) struct counts counts = {0};
    CLEANUP(counts_clear) struct counts most = {0};
    CLEANUP(counts_clear) struct counts named = {0};

    (void)state;
    add(&counts, "b");
    add(&counts, "a");
    add(&counts, "b");
    most = counts_sorted(&counts, COUNTS_MOST_FIRST);
    named = counts_sorted(&counts, COUNTS_BY_NAME);
    assert_string_equal(most.items[0].name, "b");
    assert_string_equal(named.items[0].name, "a");
    assert_int_equal(named.items[1].count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_each_name),
        cmocka_unit_test(counts_the_rest_together),
        cmocka_unit_test(cuts_a_long_name_between_characters),
        cmocka_unit_test(a_name_may_be_as_long_as_it_may),
        cmocka_unit_test(keeps_title_and_times),
        cmocka_unit_test(those_that_tie_go_by_name),
        cmocka_unit_test(sorts_a_copy),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
