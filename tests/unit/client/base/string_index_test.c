/* SPDX-License-Identifier: MIT */
/* Strings keep their numbers however many there are. */
#include "base/cleanup.h"
#include "base/string_index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void finds_nothing_in_an_empty_one(void **state)
{
    struct string_index index = {0};
    size_t number = 7;

    (void)state;
    assert_false(string_index_find(&index, "a", &number));
    assert_int_equal(number, 7);
    string_index_clear(&index);
}

static void finds_what_was_added(void **state)
{
    static char texts[5000][8];
    CLEANUP(string_index_clear) struct string_index index = {0};
    size_t number = 0;

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        snprintf(texts[i], sizeof texts[i], "%zu", i);
        assert_false(string_index_find(&index, texts[i], &number));
        string_index_add(&index, texts[i], i);
    }
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        assert_true(string_index_find(&index, texts[i], &number));
        assert_int_equal(number, i);
    }
    assert_false(string_index_find(&index, "5000", &number));
    assert_false(string_index_find(&index, "", &number));
}

static void knows_a_string_by_its_letters(void **state)
{
    CLEANUP(string_index_clear) struct string_index index = {0};
    const char same[] = "EWS";
    size_t number = 0;

    (void)state;
    string_index_add(&index, "EWS", 3);
    string_index_add(&index, "", 4);
    assert_true(string_index_find(&index, same, &number));
    assert_int_equal(number, 3);
    assert_true(string_index_find(&index, "", &number));
    assert_int_equal(number, 4);
    assert_false(string_index_find(&index, "ews", &number));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_nothing_in_an_empty_one),
        cmocka_unit_test(finds_what_was_added),
        cmocka_unit_test(knows_a_string_by_its_letters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
