/* SPDX-License-Identifier: MIT */
/* GUIDs: their form, and which are the same. */
#include "base/cleanup.h"
#include "base/guid.h"
#include "base/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define FORM "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"

static bool fits(const struct pattern *form, const char *guid)
{
    return pattern_find(form, guid, strlen(guid)) == FOUND;
}

static void has_the_form(void **state)
{
    static const uint64_t numbers[] = {0, 1, 0x8000000000000000u, UINT64_MAX};
    CLEANUP(pattern_free) struct pattern *form = pattern_new(FORM, NULL);
    char guid[GUID_SIZE];

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
        assert_true(fits(form, guid_of_numbers(numbers[i], numbers[i], guid)));
    for (int i = 0; i < 20; i++)
        assert_true(fits(form, guid_random(guid)));
    assert_true(fits(form, guid_of_text("", guid)));
}

static void numbers_and_texts_repeat(void **state)
{
    char guid[GUID_SIZE], again[GUID_SIZE];

    (void)state;
    assert_string_equal(guid_of_numbers(0x0123456789ABCDEFu, 0xFEDCBA9876543210u, guid),
                        "01234567-89ab-4def-bedc-ba9876543210");
    assert_string_equal(guid_of_text("onprem", guid), guid_of_text("onprem", again));
    assert_string_not_equal(guid, guid_of_text("exo", again));
}

static void random_ones_differ(void **state)
{
    char guid[GUID_SIZE], other[GUID_SIZE];

    (void)state;
    assert_string_not_equal(guid_random(guid), guid_random(other));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_the_form),
        cmocka_unit_test(numbers_and_texts_repeat),
        cmocka_unit_test(random_ones_differ),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
