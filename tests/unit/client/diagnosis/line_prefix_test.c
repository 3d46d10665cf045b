/* SPDX-License-Identifier: MIT */
/* What is read over before the words of a line, and what is left where it is. */
#include "base/cleanup.h"
#include "diagnosis/letters/line_prefix.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct row {
    const char *name, *text;
    size_t line, length; /* the line that is asked, from 0; bytes left out */
};

static const struct row rows[] = {
    {"a time, the first line", "09:00:01 one\n09:00:02 two\n", 0, 9},
    {"a time, the last line", "09:00:01 one\n09:00:02 two", 1, 9},
    {"numbers of other lengths", "9:59:59.99 one\n10:00:00.1 two\n", 1, 11},
    {"a name without a number, the first line", "a.txt:one\na.txt:two\n", 0, 0},
    {"a name without a number", "a.txt:one\na.txt:two\n", 1, 6},
    {"an empty line between", "[x] one\n\n[x] two\n", 2, 4},
    {"carriage returns", "[x] one\r\n[x] two\r\n", 1, 4},
    {"the same word behind it", "[x] the one\n[x] the two\n[x] three\n", 1, 4},
    {"words alone", "one two\nthree four\n", 1, 0},
    {"no separator", "abcone\nabctwo\n", 1, 0},
    {"an empty line", "[x] one\n\n[x] two\n", 1, 0},
    {"one line", "[x] one", 0, 0},
    {"nothing", "", 0, 0},
    {"behind the last line end", "[x] one\n", 1, 0},
    {"numbers of an editor", "1: one\n2: two\n", 0, 3},
};

static void leaves_out(void **state)
{
    const struct row *const row = *state;
    const char *line = row->text;

    for (size_t i = 0; i < row->line; i++)
        line = strchr(line, '\n') + 1;
    assert_int_equal(line_prefix_length(row->text, strlen(row->text), (size_t)(line - row->text)), row->length);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = leaves_out, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
