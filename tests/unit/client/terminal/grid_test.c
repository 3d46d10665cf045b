/* SPDX-License-Identifier: MIT */
/* Rows in aligned columns: at a terminal, in a file, cut, in colour, with a note. */
#include "base/cleanup.h"
#include "terminal/grid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct grid_column columns[] = {{"id", false, 0}, {"ms", true, 0}, {"failure", false, 0}};

static struct grid *two_rows(void)
{
    struct grid *const grid = grid_new(columns, ARRAY_SIZE(columns), 2);

    grid_put(grid, STYLE_BAD, "06");
    grid_format(grid, STYLE_PLAIN, "%.1f", 12.25);
    grid_put(grid, STYLE_PLAIN, "one two three four five six seven");
    grid_note(grid, "not as documented, for a reason");
    grid_put(grid, STYLE_PLAIN, "xLong");
    grid_put(grid, STYLE_PLAIN, NULL);
    grid_put(grid, STYLE_PLAIN, NULL);
    return grid;
}

struct row {
    const char *name;
    size_t width;
    bool terminal, colour;
    const char *printed;
};

static const struct row rows[] = {
    {"a file", 40, false, false,
     "  id       ms  failure\n"
     "  06     12.2  one two three four five six seven\n"
     "        not as documented, for a reason\n"
     "  xLong\n"},
    {"a terminal", 36, true, false,
     "  id       ms  failure\n"
     "  06     12.2  one two three four\n"
     "               five six seven\n"
     "        not as documented, for a\n"
     "        reason\n"
     "  xLong\n"},
    {"a terminal with no room for the last column", 30, true, false,
     "  id       ms  failure\n"
     "  06     12.2  one two three four five six seven\n"
     "        not as documented, for\n"
     "        a reason\n"
     "  xLong\n"},
    {"in colour", 60, true, true,
     "  \033[2mid\033[0m       \033[2mms\033[0m  \033[2mfailure\033[0m\n"
     "  \033[1;31m06\033[0m     12.2  one two three four five six seven\n"
     "        not as documented, for a reason\n"
     "  xLong\n"},
};

static void aligns(void **state)
{
    const struct row *const row = *state;
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;
    CLEANUP(cleanup_file) FILE *memory = open_memstream(&text, &size);
    const struct display display = {memory, row->width, row->terminal, row->colour};
    CLEANUP(grid_free) struct grid *grid = two_rows();

    grid_print(grid, &display);
    fflush(memory);
    assert_string_equal(text, row->printed);
}

static void cuts_and_cleans_cells(void **state)
{
    static const struct grid_column narrow[] = {{NULL, false, 6}, {NULL, false, 0}};
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;
    CLEANUP(cleanup_file) FILE *memory = open_memstream(&text, &size);
    const struct display display = display_plain(memory);
    CLEANUP(grid_free) struct grid *grid = grid_new(narrow, ARRAY_SIZE(narrow), 0);

    (void)state;
    grid_put(grid, STYLE_PLAIN, "abcdefgh");
    grid_put(grid, STYLE_PLAIN, "x\033[2Jy\nz");
    grid_put(grid, STYLE_PLAIN, "unfinished");
    grid_print(grid, &display);
    fflush(memory);
    assert_string_equal(text, "abc...  x[2Jyz\n");
}

static void prints_rows_as_they_come(void **state)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;
    CLEANUP(cleanup_file) FILE *memory = open_memstream(&text, &size);
    const struct display display = display_plain(memory);
    CLEANUP(grid_free) struct grid *grid = grid_new(columns, ARRAY_SIZE(columns), 0);

    (void)state;
    grid_reserve(grid, 0, 4);
    grid_reserve(grid, 0, 3);
    grid_print(grid, &display);
    grid_put(grid, STYLE_PLAIN, "06");
    grid_put(grid, STYLE_PLAIN, "1");
    grid_print(grid, &display);
    fflush(memory);
    assert_string_equal(text, "id    ms  failure\n");
    grid_put(grid, STYLE_PLAIN, "one");
    grid_note(grid, "why");
    grid_print(grid, &display);
    grid_print(grid, &display);
    fflush(memory);
    assert_string_equal(text, "id    ms  failure\n06     1  one\n        why\n");
}

static void an_empty_grid_is_its_head(void **state)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;
    CLEANUP(cleanup_file) FILE *memory = open_memstream(&text, &size);
    const struct display display = display_plain(memory);
    CLEANUP(grid_free) struct grid *grid = grid_new(columns, ARRAY_SIZE(columns), 0);

    (void)state;
    grid_note(grid, "a note without a row");
    grid_print(grid, &display);
    fflush(memory);
    assert_string_equal(text, "id  ms  failure\n");
}

int main(void)
{
    const struct CMUnitTest fixed[] = {
        cmocka_unit_test(cuts_and_cleans_cells),
        cmocka_unit_test(an_empty_grid_is_its_head),
        cmocka_unit_test(prints_rows_as_they_come),
    };
    struct CMUnitTest table[ARRAY_SIZE(rows)];

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        table[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = aligns, .initial_state = (void *)(uintptr_t)&rows[i]};
    return cmocka_run_group_tests_name("cells", fixed, NULL, NULL) +
           cmocka_run_group_tests_name("grids", table, NULL, NULL);
}
