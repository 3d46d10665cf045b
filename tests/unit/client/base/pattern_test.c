/* SPDX-License-Identifier: MIT */
/* Expressions: what they describe, find and give up on. */
#include "base/cleanup.h"
#include "base/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static enum found find(const struct pattern *pattern, const char *text)
{
    return pattern_find(pattern, text, strlen(text));
}

static void describes_the_whole(void **state)
{
    CLEANUP(pattern_free) struct pattern *pattern = pattern_new("a.c", NULL);

    (void)state;
    assert_int_equal(FOUND, find(pattern, "abc"));
    assert_int_equal(NOT_FOUND, find(pattern, "abcd"));
    assert_int_equal(NOT_FOUND, find(pattern, "xabc"));
    assert_int_equal(NOT_FOUND, find(pattern, "ABC"));
}

static void finds_parts_one_after_the_other(void **state)
{
    static const char text[] = "k=one K=two \0k=three";
    CLEANUP(pattern_free) struct pattern *pattern = pattern_new_search("(?i)k=(\\w+)", NULL);
    static const char *const wanted[] = {"one", "two", "three"};
    struct span span;
    size_t at = 0;

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(wanted); i++) {
        assert_int_equal(FOUND, pattern_next(pattern, text, sizeof text - 1, at, &span, &at));
        assert_int_equal(span.end - span.start, strlen(wanted[i]));
        assert_memory_equal(text + span.start, wanted[i], strlen(wanted[i]));
    }
    assert_int_equal(NOT_FOUND, pattern_next(pattern, text, sizeof text - 1, at, &span, &at));
}

static void takes_the_group_that_took_part(void **state)
{
    CLEANUP(pattern_free) struct pattern *pattern = pattern_new_search("a(b)|c(d)", NULL);
    struct span span;
    size_t next;

    (void)state;
    assert_int_equal(FOUND, pattern_next(pattern, "cd", 2, 0, &span, &next));
    assert_int_equal(span.start, 1);
    assert_int_equal(next, 2);
}

static void goes_on_behind_an_empty_match(void **state)
{
    CLEANUP(pattern_free) struct pattern *pattern = pattern_new_search("x*", NULL);
    struct span span;
    size_t at = 0;

    (void)state;
    for (int i = 0; i < 3; i++)
        assert_int_equal(FOUND, pattern_next(pattern, "ab", 2, at, &span, &at));
    assert_int_equal(at, 3);
    assert_int_equal(NOT_FOUND, pattern_next(pattern, "ab", 2, at, &span, &at));
}

static void takes_one_group_of_several(void **state)
{
    CLEANUP(pattern_free) struct pattern *pattern = pattern_new_search("(x)?(y)?(z)", NULL);
    CLEANUP(pattern_free) struct pattern *without = pattern_new_search("(x)?a", NULL);
    struct span span;
    size_t next;

    (void)state;
    assert_int_equal(FOUND, pattern_next(pattern, "ayz", 3, 0, &span, &next));
    assert_int_equal(span.start, 1);
    assert_int_equal(span.end, 2);
    assert_int_equal(next, 3);
    assert_int_equal(FOUND, pattern_next(pattern, "z", 1, 0, &span, &next));
    assert_int_equal(span.end, 1);
    assert_int_equal(FOUND, pattern_next(without, "ba", 2, 0, &span, &next));
    assert_int_equal(span.start, 1);
    assert_int_equal(span.end, 2);
}

static void ends_of_lines_and_bytes_that_are_no_text(void **state)
{
    CLEANUP(pattern_free) struct pattern *pattern = pattern_new_search("^b\xC3\xA9?$", NULL);
    struct span span;
    size_t next;

    (void)state;
    assert_int_equal(FOUND, pattern_next(pattern, "\xFF\nb\n", 4, 0, &span, &next));
    assert_int_equal(FOUND, pattern_next(pattern, "b\xC3\xA9", 3, 0, &span, &next)); /* a letter, not its last byte */
    assert_int_equal(span.end, 3);
    assert_int_equal(FOUND, pattern_find(pattern, "a\nb\nc", 5));
    assert_int_equal(NOT_FOUND, pattern_find(pattern, "ab", 2));
}

static void knows_bytes(void **state)
{
    CLEANUP(pattern_free) struct pattern *pattern = pattern_new_bytes("^.=(.+)$", NULL);
    struct span span;
    size_t at = 0;

    (void)state;
    assert_int_equal(FOUND, pattern_next(pattern, "x\n\xC3=\xA4\xFF", 6, at, &span, &at));
    assert_int_equal(span.start, 4);
    assert_int_equal(span.end, 6);
    assert_null(pattern_new_bytes("(*UTF)x", NULL));
}

static void gives_up_in_bounded_time(void **state)
{
    CLEANUP(pattern_free) struct pattern *pattern = pattern_new("(?:(?:a|aa|b)*)*c", NULL);
    char text[5000];
    struct span span;
    size_t next;

    (void)state;
    memset(text, 'a', sizeof text - 1);
    memcpy(text + sizeof text - 3, "cd", 3); /* without a c, one look would be enough */
    assert_int_equal(GAVE_UP, pattern_find(pattern, text, strlen(text)));
    assert_int_equal(GAVE_UP, pattern_next(pattern, text, strlen(text), 0, &span, &next));
}

static void says_where_an_expression_is_wrong(void **state)
{
    struct error error = {""};

    (void)state;
    assert_null(pattern_new("a(b", &error));
    assert_string_equal(error.text, "\"a(b\" is no regular expression: missing closing parenthesis at character 4");
    assert_null(pattern_new_search("[", &error));
}

static void refuses_what_is_too_long(void **state)
{
    char expression[20000];
    struct error error = {""};

    (void)state;
    memset(expression, 'a', sizeof expression - 1);
    expression[sizeof expression - 1] = '\0';
    assert_null(pattern_new(expression, &error));
    assert_non_null(strstr(error.text, "longer than the 16384 bytes"));
    expression[16385] = '\0';
    assert_null(pattern_new(expression, &error));
    expression[16384] = '\0';
    CLEANUP(pattern_free) struct pattern *longest = pattern_new(expression, &error);
    assert_non_null(longest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_what_is_too_long),
        cmocka_unit_test(describes_the_whole),
        cmocka_unit_test(finds_parts_one_after_the_other),
        cmocka_unit_test(takes_the_group_that_took_part),
        cmocka_unit_test(goes_on_behind_an_empty_match),
        cmocka_unit_test(gives_up_in_bounded_time),
        cmocka_unit_test(takes_one_group_of_several),
        cmocka_unit_test(ends_of_lines_and_bytes_that_are_no_text),
        cmocka_unit_test(knows_bytes),
        cmocka_unit_test(says_where_an_expression_is_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
