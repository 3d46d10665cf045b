/* SPDX-License-Identifier: MIT */
/* Strings: how they are made, compared and searched. */
#include "base/cleanup.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum question { EQUAL, STARTS, ENDS, CONTAINS, MATCHES };

static const struct row {
    const char *name;
    enum question question;
    const char *a, *b;
    bool answer;
} rows[] = {
    {"equal: the same", EQUAL, "Bearer", "Bearer", true},
    {"equal: case aside", EQUAL, "Bearer", "bEARER", true},
    {"equal: one is the beginning of the other", EQUAL, "Bearer", "Bear", false},
    {"equal: another first letter", EQUAL, "bearer", "wearer", false},
    {"equal: another last letter", EQUAL, "bearer", "beares", false},
    {"equal: two that are none", EQUAL, NULL, NULL, true},
    {"equal: the first is none", EQUAL, NULL, "a", false},
    {"equal: the second is none", EQUAL, "a", NULL, false},
    {"equal: none and an empty one", EQUAL, NULL, "", false},
    {"equal: two empty ones", EQUAL, "", "", true},
    {"starts: case aside", STARTS, "Basic realm", "bASIC ", true},
    {"starts: the whole", STARTS, "Basic", "Basic", true},
    {"starts: too short", STARTS, "Basi", "Basic", false},
    {"starts: only inside", STARTS, "a Basic", "Basic", false},
    {"starts: with nothing", STARTS, "a", "", true},
    {"starts: none", STARTS, NULL, "", false},
    {"ends: case aside", ENDS, "u_ex.LOG", ".log", true},
    {"ends: the whole", ENDS, ".log", ".log", true},
    {"ends: too short", ENDS, "log", ".log", false},
    {"ends: only inside", ENDS, "a.log.gz", ".log", false},
    {"ends: with nothing", ENDS, "a", "", true},
    {"ends: none", ENDS, NULL, "", false},
    {"contains: at the beginning", CONTAINS, "one two", "ONE", true},
    {"contains: at the end", CONTAINS, "one two", "two", true},
    {"contains: a second try", CONTAINS, "one onetwo", "onetwo", true},
    {"contains: only its beginning", CONTAINS, "one tw", "two", false},
    {"contains: blanks are one blank", CONTAINS, "one \t\r\n two", "one two", true},
    {"contains: a no-break space is a blank", CONTAINS, "one\xC2\xA0two", "one two", true},
    {"contains: a blank of the part may be long", CONTAINS, "one two", "one  \xC2\xA0 two", true},
    {"contains: another letter of two bytes is no blank", CONTAINS, "one\xC2\xA1two", "one two", false},
    {"contains: nor is another first byte", CONTAINS, "one\xC3\xA0two", "one two", false},
    {"contains: no blank where one is wanted", CONTAINS, "onetwo", "one two", false},
    {"contains: a blank where none is wanted", CONTAINS, "one two", "onetwo", false},
    {"contains: a part that begins with a blank", CONTAINS, "one\ttwo", " two", true},
    {"contains: nothing", CONTAINS, "one", "", true},
    {"contains: nothing in nothing", CONTAINS, "", "", true},
    {"contains: something in nothing", CONTAINS, "", "a", false},
    {"contains: none", CONTAINS, NULL, "", false},
    {"matches: case aside", MATCHES, "HybridIOC", "hYBRIDIOC", true},
    {"matches: a star at the end", MATCHES, "HybridIOC-1", "HybridIOC*", true},
    {"matches: a star for nothing", MATCHES, "HybridIOC", "HybridIOC*", true},
    {"matches: stars at the end", MATCHES, "a", "a**", true},
    {"matches: a star at the beginning", MATCHES, "mail.contoso.com", "*.contoso.com", true},
    {"matches: a star that has to go on", MATCHES, "a.com.com", "*.com", true},
    {"matches: a star within", MATCHES, "abbbc", "a*bc", true},
    {"matches: two stars", MATCHES, "one two three", "*two*", true},
    {"matches: what is left", MATCHES, "contoso.com.org", "*.com", false},
    {"matches: too long", MATCHES, "ab", "a", false},
    {"matches: too short", MATCHES, "a", "ab", false},
    {"matches: another", MATCHES, "ac", "ab", false},
    {"matches: nothing", MATCHES, "", "", true},
    {"matches: a star and nothing", MATCHES, "", "*", true},
};

static void answers(void **state)
{
    const struct row *const row = *state;
    static bool (*const asked[])(const char *, const char *) = {[EQUAL] = text_equal,
                                                                [STARTS] = text_starts,
                                                                [ENDS] = text_ends,
                                                                [CONTAINS] = text_contains,
                                                                [MATCHES] = text_matches};

    assert_int_equal(asked[row->question](row->a, row->b), row->answer);
}

/* Short ones are written once, long ones twice. */
static void formats_every_length(void **state)
{
    char wanted[600];

    (void)state;
    for (size_t length = 0; length < sizeof wanted; length++) {
        memset(wanted, 'x', length);
        wanted[length] = '\0';
        CLEANUP(cleanup_string)
        char *text = text_format("%s%.*s", length ? "x" : "", (int)(length ? length - 1 : 0), wanted);
        assert_string_equal(text, wanted);
    }
}

static void copies(void **state)
{
    CLEANUP(cleanup_string)
    char *whole = text_copy("abc"), *part = text_copy_part("abc", 2), *all = text_copy_part("abc", 9);

    (void)state;
    assert_null(text_copy(NULL));
    assert_string_equal(whole, "abc");
    assert_string_equal(part, "ab");
    assert_string_equal(all, "abc");
}

static void knows_the_domain(void **state)
{
    (void)state;
    assert_string_equal(text_domain("joe@contoso.com"), "contoso.com");
    assert_string_equal(text_domain("\"j@e\"@contoso.com"), "contoso.com");
    assert_string_equal(text_domain("joe@"), "");
    assert_null(text_domain("joe"));
    assert_null(text_domain(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(formats_every_length), cmocka_unit_test(copies),
                                       cmocka_unit_test(knows_the_domain)};
    struct CMUnitTest table[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = answers, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("questions", table, NULL, NULL) +
           cmocka_run_group_tests_name("strings", tests, NULL, NULL);
}
