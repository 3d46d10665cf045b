/* SPDX-License-Identifier: MIT */
/* Percent-coding and pairs of hexadecimal digits: what is decoded, and what stays as it is. */
#include "base/hex.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct row {
    const char *name, *coded, *text;
} rows[] = {
    {"percent: nothing", "", ""},
    {"percent: both cases", "%2F%2f%fF", "//\xFF"},
    {"percent: every kind of digit", "%09%5a%A0", "\tZ\xA0"},
    {"percent: once only", "%2541", "%41"},
    {"percent: a plus sign is one", "a+b", "a+b"},
    {"percent: alone", "50%", "50%"},
    {"percent: cut off", "a%4", "a%4"},
    {"percent: no digits", "%zz%4g%g4", "%zz%4g%g4"},
    {"percent: signs and blanks are no digits", "%+4% 4%-1", "%+4% 4%-1"},
    {"percent: an encoded NUL would cut the text", "a%00b", "a%00b"},
};

static void decodes(void **state)
{
    const struct row *const row = *state;
    CLEANUP(cleanup_string) char *text = text_copy(row->coded);

    assert_string_equal(percent_decode(text), row->text);
}

static void octet_needs_room(void **state)
{
    unsigned char octet = 7;

    (void)state;
    assert_false(hex_octet("41", 1, &octet));
    assert_false(hex_octet("", 0, &octet));
    assert_int_equal(octet, 7);
    assert_true(hex_octet("41", 2, &octet));
    assert_int_equal(octet, 0x41);
}

static void every_digit_counts(void **state)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    static const char none[] = "/:@G`g -+x";
    unsigned char octet;

    (void)state;
    for (const char *high = digits; *high; high++)
        for (const char *low = digits; *low; low++) {
            const char text[] = {*high, *low, '\0'};
            assert_true(hex_octet(text, 2, &octet));
            assert_int_equal(octet, strtol(text, NULL, 16));
        }
    for (const char *other = none; *other; other++) {
        assert_false(hex_octet((const char[]){*other, '0'}, 2, &octet));
        assert_false(hex_octet((const char[]){'0', *other}, 2, &octet));
    }
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 2] = {cmocka_unit_test(octet_needs_room),
                                                     cmocka_unit_test(every_digit_counts)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 2] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = decodes, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
