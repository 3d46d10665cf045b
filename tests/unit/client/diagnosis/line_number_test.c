/* SPDX-License-Identifier: MIT */
/* Which numbers at the start of a line were put there by a program, and which belong to the text. */
#include "base/cleanup.h"
#include "diagnosis/letters/line_number.h"

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
    {"an editor's", "7: one\n8: two\n", 0, 2},
    {"an editor's, the last", "7: one\n8: two", 1, 2},
    {"cat -n", "     7\tone\n     8\ttwo\n", 1, 7},
    {"grep -n with a file", "a/b.log:9:one\na/b.log:10:two\n", 1, 11},
    {"grep -n on Windows", "C:\\x.log:9:one\nC:\\x.log:10:two\n", 0, 11},
    {"the cells of a table", "|  1 | one |\n|  2 | two |\n", 1, 6},
    {"a list", "1. one\n2. two\n", 0, 3},
    {"quoted", "> 1: one\n> 2: two\n", 1, 4},
    {"two blanks behind", "10  one\n11  two\n", 0, 4},
    {"carriage returns", "1: one\r\n2: two\r\n", 1, 2},
    {"a status alone", "HTTP status\n401: Unauthorized\nat ReadResponse", 1, 0},
    {"statuses out of turn", "401: one\n403: two\n", 0, 0},
    {"one line", "1: one", 0, 0},
    {"one blank behind", "10 one\n11 two\n", 0, 0},
    {"a date", "2024-01-02 one\n2025-01-02 two\n", 0, 0},
    {"an address", "10.0.0.1 one\n11.0.0.1 two\n", 0, 0},
    {"a number too long", "12345678: one\n12345679: two\n", 0, 0},
    {"a number alone", "1\n2\n", 0, 0},
    {"nothing", "", 0, 0},
    {"behind the last line end", "1: one\n", 1, 0},
};

static void leaves_out(void **state)
{
    const struct row *const row = *state;
    const char *line = row->text;

    for (size_t i = 0; i < row->line; i++)
        line = strchr(line, '\n') + 1;
    assert_int_equal(line_number_length(row->text, strlen(row->text), (size_t)(line - row->text)), row->length);
}

int main(void)
{
    struct CMUnitTest tests[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = leaves_out, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
