/* SPDX-License-Identifier: MIT */
/* Where mail addresses begin and end, to the character; and the numbers that names get. */
#include "recorder/addresses.h"
#include "recorder/machine_names.h"
#include "recorder/numbered_names.h"
#include "recorder/redaction.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct row {
    const char *text, *found; /* each with a blank behind it */
} rows[] = {
    {"eve@a.de", "eve@a.de "},
    {"<eve@a.de>", "eve@a.de "},
    {"eve%40a.de", "eve%40a.de "},
    {"eve%41a.de eve%4", ""},
    {"a%40", ""},
    {"@a.de", ""},
    {"a@", ""},
    {"a@b", ""},
    {"a@b.c", ""},
    {"a@b.cd", "a@b.cd "},
    {"a@b.c1", "a@b.c1 "},
    {"a@b.1c", ""},
    {"a@b.cd.", "a@b.cd "},
    {"a@b.cd..x", "a@b.cd "},
    {"a@.b.cd", ""},
    {"a@b..cd", ""},
    {"a@b-c.de", "a@b-c.de "},
    {"a@b_c.de", ""},
    {"a.b+c'd-e_f%g@x.yz", "a.b+c'd-e_f%g@x.yz "},
    {"a(b@x.yz)", "b@x.yz "},
    {"a@x.yz@w.uv", "a@x.yz "},
    {"a@x.yz,b@w.uv;c@s.tu", "a@x.yz b@w.uv c@s.tu "},
    {"\xc3\xa4@x.yz", ""},
};

/* The caller frees it. */
static char *all_in(const char *text)
{
    char *found = NULL;
    size_t length;
    FILE *const output = text_stream(&found, &length);
    struct address_span span;

    for (size_t at = 0; address_next(text, strlen(text), at, &span); at = span.end)
        fprintf(output, "%.*s ", (int)(span.end - span.start), text + span.start);
    text_stream_close(output);
    return found;
}

static void finds(void **state)
{
    const struct row *const row = *state;
    CLEANUP(cleanup_string) char *found = all_in(row->text);

    assert_string_equal(found, row->found);
}

/* Sixty-four characters before the sign, and 255 behind it. */
static void neither_part_is_endless(void **state)
{
    CLEANUP(cleanup_string) char *local = text_format("%070d@a.de", 0);
    CLEANUP(cleanup_string) char *found = all_in(local);
    CLEANUP(cleanup_string) char *cut = text_format("%064d@a.de ", 0);
    CLEANUP(cleanup_string) char *longest = text_format("a@%0252d.de", 0);
    CLEANUP(cleanup_string) char *whole = text_format("a@%0252d.de ", 0);
    CLEANUP(cleanup_string) char *found_whole = all_in(longest);
    CLEANUP(cleanup_string) char *longer = text_format("a@%0253d.de", 0);
    CLEANUP(cleanup_string) char *found_none = all_in(longer);

    (void)state;
    assert_string_equal(found, cut);
    assert_string_equal(found_whole, whole);
    assert_string_equal(found_none, "");
}

static void names_are_numbered_as_they_come(void **state)
{
    CLEANUP(numbered_names_free) struct numbered_names *names = numbered_names_new();

    (void)state;
    assert_int_equal(numbered_names_find(names, "one"), 0);
    assert_int_equal(numbered_names_add(names, "one"), 1);
    assert_int_equal(numbered_names_add(names, "two"), 2);
    assert_int_equal(numbered_names_add(names, "ONE"), 1);
    assert_int_equal(numbered_names_find(names, "Two"), 2);
    assert_int_equal(numbered_names_find(names, "three"), 0);
    assert_int_equal(numbered_names_add(names, "\xff"), 3);
}

static void machines_stand_alone(void **state)
{
    static const struct {
        const char *text, *renamed;
        size_t count;
    } cases[] = {
        {"10.1.2.3", "192.0.2.1", 1},
        {"10.1.2.3:", "192.0.2.1:", 1},
        {"10.1.2.3::", "192.0.2.1::", 1},
        {"10.1.2.3.:80", "192.0.2.1.:80", 1},
        {"10.1.2.3:80:81", "192.0.2.1:80:81", 1},
        {"a10.1.2.3", "a10.1.2.3", 0},
        {"x=10.1.2.3&", "x=192.0.2.1&", 1},
        {"1::", "2001:db8::1", 1},
        {"a:b", "a:b", 0},
        {"::ffff:10.1.2.3", "2001:db8::1", 1},
        {"ff02::1", "ff02::1", 0},
        {"255.1.2.3 256.1.2.3", "255.1.2.3 256.1.2.3", 0},
        {"2a01:0db8:85a3:1111:2222:8a2e:0370:7334", "2001:db8::1", 1},
        {"2a01:0db8:85a3:1111:2222:8a2e:127.100.100.100", "2001:db8::1", 1},
        {"", "", 0},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        CLEANUP(machine_names_free) struct machine_names *names = machine_names_new();
        size_t length = 0, count = 0;
        CLEANUP(cleanup_string)
        char *renamed = machine_names_apply(names, cases[i].text, strlen(cases[i].text), &length, &count);
        assert_string_equal(renamed, cases[i].renamed);
        assert_int_equal(length, strlen(cases[i].renamed));
        assert_int_equal(count, cases[i].count);
    }
}

static void what_is_redacted_has_names(void **state)
{
    static const char *const names[REDACTED_COUNT] = {[REDACTED_TOKENS] = "tokens",
                                                      [REDACTED_COOKIES] = "cookies",
                                                      [REDACTED_PASSWORDS] = "passwords",
                                                      [REDACTED_ADDRESSES] = "addresses",
                                                      [REDACTED_PERSONAL] = "names and subjects",
                                                      [REDACTED_MACHINES] = "IP addresses"};

    (void)state;
    for (size_t i = 0; i < REDACTED_COUNT; i++)
        assert_string_equal(redacted_name((enum redacted)i), names[i]);
}

int main(void)
{
    enum { OTHERS = 4 };
    struct CMUnitTest tests[OTHERS + ARRAY_SIZE(rows)] = {
        cmocka_unit_test(neither_part_is_endless),
        cmocka_unit_test(names_are_numbered_as_they_come),
        cmocka_unit_test(machines_stand_alone),
        cmocka_unit_test(what_is_redacted_has_names),
    };

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[OTHERS + i] =
            (struct CMUnitTest){.name = rows[i].text, .test_func = finds, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("addresses", tests, NULL, NULL);
}
