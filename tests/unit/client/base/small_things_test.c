/* SPDX-License-Identifier: MIT */
/* Clocks, errors, files that are read, and texts in JSON. */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static void moments_are_written(void **state)
{
    char buffer[32];

    (void)state;
    assert_string_equal(clock_iso(1767600000, buffer), "2026-01-05T08:00:00Z");
    assert_string_equal(clock_http(1767600000, buffer), "Mon, 05 Jan 2026 08:00:00 GMT");
    assert_string_equal(clock_iso(-1, buffer), "1969-12-31T23:59:59Z");
}

static void the_clock_is_the_monotonic_one_in_milliseconds(void **state)
{
    struct timespec before, after;

    (void)state;
    clock_gettime(CLOCK_MONOTONIC, &before);
    const double now = clock_ms();
    clock_gettime(CLOCK_MONOTONIC, &after);
    assert_true(now >= (double)before.tv_sec * 1000 + (double)before.tv_nsec / 1000000);
    assert_true(now <= (double)after.tv_sec * 1000 + (double)after.tv_nsec / 1000000);
}

static void errors_are_cut_and_never_true(void **state)
{
    struct error error = {""};
    char longer[2 * sizeof error.text];

    (void)state;
    assert_false(error_set(NULL, "%s", "nobody asks"));
    assert_false(error_prefix(NULL, "%s", "nobody asks"));
    assert_false(error_set(&error, "line %d", 7));
    assert_string_equal(error.text, "line 7");
    assert_false(error_prefix(&error, "file %s", "a"));
    assert_string_equal(error.text, "file a: line 7");
    memset(longer, 'x', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    assert_false(error_set(&error, "%s", longer));
    assert_int_equal(strlen(error.text), sizeof error.text - 1);
    assert_false(error_prefix(&error, "a"));
    assert_int_equal(strlen(error.text), sizeof error.text - 1);
    assert_memory_equal(error.text, "a: xxx", 6);
    assert_false(error_prefix(&error, "%s", longer));
    assert_int_equal(strspn(error.text, "x"), sizeof error.text - 1);
}

static void files_are_read_up_to_a_limit(void **state)
{
    char path[] = "/tmp/small-things-XXXXXX", block[40000];
    const int file = mkstemp(path);
    struct error error = {""};
    size_t length = 0;

    (void)state;
    memset(block, 'b', sizeof block);
    assert_int_equal(write(file, block, sizeof block), sizeof block);
    close(file);
    CLEANUP(cleanup_string) char *whole = file_read(path, sizeof block, &length, &error);
    CLEANUP(cleanup_string) char *again = file_read(path, sizeof block, NULL, NULL);
    CLEANUP(cleanup_string) char *wanted = text_format("%s is larger than %zu bytes", path, sizeof block - 1);
    assert_non_null(whole);
    assert_non_null(again);
    assert_int_equal(length, sizeof block);
    assert_memory_equal(whole, block, sizeof block);
    assert_int_equal(whole[length], '\0');
    assert_null(file_read(path, sizeof block - 1, &length, &error));
    unlink(path);
    assert_string_equal(error.text, wanted);
}

static void what_cannot_be_read_is_said(void **state)
{
    struct error error = {""};
    size_t length = 7;

    (void)state;
    assert_null(file_read("/no/such/file", 10, &length, &error));
    assert_string_equal(error.text, "/no/such/file cannot be read: No such file or directory");
    assert_null(file_read("/", 10, &length, &error));
    assert_string_equal(error.text, "/ cannot be read: Is a directory");
    assert_int_equal(length, 7);
}

static void any_bytes_become_json(void **state)
{
    CLEANUP(json_release)
    json_t *plain = json_text("a\xC3\xA9"),
           *repaired = json_text("a\xFF"
                                 "b"),
           *none = json_text(NULL);

    (void)state;
    assert_string_equal(json_string_value(plain), "a\xC3\xA9");
    assert_string_equal(json_string_value(repaired), "a\xEF\xBF\xBD"
                                                     "b");
    assert_true(json_is_null(none));
}

static void members_that_are_texts(void **state)
{
    CLEANUP(json_release) json_t *object = json_pack("{s:s, s:i}", "text", "a", "number", 1), *nothing = NULL;

    (void)state;
    assert_string_equal(json_member_text(object, "text"), "a");
    assert_string_equal(json_member_text(object, "number"), "");
    assert_string_equal(json_member_text(object, "other"), "");
    assert_string_equal(json_member_text(nothing, "text"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_written),
        cmocka_unit_test(the_clock_is_the_monotonic_one_in_milliseconds),
        cmocka_unit_test(errors_are_cut_and_never_true),
        cmocka_unit_test(files_are_read_up_to_a_limit),
        cmocka_unit_test(what_cannot_be_read_is_said),
        cmocka_unit_test(any_bytes_become_json),
        cmocka_unit_test(members_that_are_texts),
    };

    json_use_memory();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
