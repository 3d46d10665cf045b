/* SPDX-License-Identifier: MIT */
#include "scenario/identifier.h"

#include "base/cleanup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct order {
    const char *name, *one, *other;
    int sign;
} orders[] = {
    {"a leading zero does not count", "6", "06", 0},
    {"any number of leading zeros", "0006a", "06A", 0},
    {"numbers by value", "9", "10", -1},
    {"24 before 24b", "24", "24b", -1},
    {"24b before 25", "24b", "25", -1},
    {"names after numbers", "34", "xTrust", -1},
    {"case does not matter", "XTRUST", "xtrust", 0},
    {"names in order", "xB", "xA", 1},
    {"a number too large for the machine", "99999999999999999999999", "06", 1},
    {"nothing is a name", "", "06", 1},
};

static void compares(void **state)
{
    const struct order *order = *state;
    const int result = identifier_compare(order->one, order->other);

    assert_int_equal((result > 0) - (result < 0), order->sign);
    assert_int_equal((identifier_compare(order->other, order->one) < 0) - (result > 0), 0);
}

static void measures_distance(void **state)
{
    (void)state;
    assert_int_equal(identifier_distance("06", "06"), 0);
    assert_int_equal(identifier_distance("xTrust", "XTRUST"), 0);
    assert_int_equal(identifier_distance("06", "6"), 1);
    assert_int_equal(identifier_distance("06", "60"), 2);
    assert_int_equal(identifier_distance("xTurst", "xTrust"), 2);
    assert_int_equal(identifier_distance("", "24b"), 3);
}

static void survives_long_ids(void **state)
{
    char text[5000];

    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = '9';
    text[sizeof text - 1] = '\0';
    assert_true(identifier_distance(text, "06") > 2);
    assert_true(identifier_distance("06", text) > 2);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(orders) + 2] = {
        cmocka_unit_test(measures_distance),
        cmocka_unit_test(survives_long_ids),
    };

    for (size_t i = 0; i < ARRAY_SIZE(orders); i++)
        tests[i + 2] = (struct CMUnitTest){
            .name = orders[i].name, .test_func = compares, .initial_state = (void *)(uintptr_t)&orders[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
