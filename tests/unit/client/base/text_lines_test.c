/* SPDX-License-Identifier: MIT */
/* Where lines begin and end. */
#include "base/cleanup.h"
#include "base/text_lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct row {
    const char *name, *text;
    size_t at, next;
    const char *line;
    size_t ends; /* of lines in the whole text */
} rows[] = {
    {"the first of two", "a\nbc\n", 0, 2, "a", 2},
    {"the second of two", "a\nbc\n", 2, 5, "bc", 2},
    {"the last without an end", "a\nbc", 2, 4, "bc", 1},
    {"from within a line", "a\nbc", 3, 4, "c", 1},
    {"CRLF", "ab\r\nc", 0, 4, "ab", 1},
    {"CR alone at the end of the text", "ab\r", 0, 3, "ab", 0},
    {"CR alone is no end of a line", "a\rb\n", 0, 4, "a\rb", 1},
    {"two CR", "a\r\r\n", 0, 4, "a\r", 1},
    {"an empty line", "\nb", 0, 1, "", 1},
    {"an empty line, CRLF", "\r\nb", 0, 2, "", 1},
    {"an empty line behind another", "a\n\nb", 2, 3, "", 2},
    {"at the end", "a\n", 2, 2, "", 1},
    {"beyond the end", "a\n", 3, 2, "", 1},
    {"no text", "", 0, 0, "", 0},
};

static void finds(void **state)
{
    const struct row *const row = *state;
    const size_t length = strlen(row->text);
    const struct line line = line_at(row->text, length, row->at);

    assert_int_equal(line_next(row->text, length, row->at), row->next);
    assert_int_equal(line.length, strlen(row->line));
    assert_memory_equal(line.text, row->line, line.length);
    assert_int_equal(lines_count(row->text, length), row->ends);
}

static void looks_no_further(void **state)
{
    (void)state;
    assert_int_equal(line_next("abc\n", 3, 0), 3);
    assert_int_equal(line_at("abc\n", 2, 0).length, 2);
    assert_int_equal(lines_count("a\n\n", 2), 1);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows) + 1] = {cmocka_unit_test(looks_no_further)};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i + 1] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = finds, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
