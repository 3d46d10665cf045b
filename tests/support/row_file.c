/* SPDX-License-Identifier: MIT */
/* Reads, tests and writes the rows. */
#include "row_file.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct row_file *running;

json_t *row_file_read(const struct row_file *file)
{
    FILE *const stream = fopen(file->path, "r");
    json_t *const rows = json_array();
    json_error_t error;

    assert_non_null(stream);
    for (json_t *row; (row = json_loadf(stream, JSON_DISABLE_EOF_CHECK, &error));)
        json_array_append_new(rows, row);
    assert_true(feof(stream) != 0);
    fclose(stream);
    return rows;
}

void row_file_expect(json_t *got, const json_t *wanted)
{
    if (!json_equal(got, wanted)) {
        CLEANUP(cleanup_string) char *is = json_dumps(got, JSON_COMPACT);
        CLEANUP(cleanup_string) char *was = json_dumps(wanted, JSON_COMPACT);
        json_decref(got);
        fail_msg("%s instead of %s", is, was);
    }
    json_decref(got);
}

static void is_what_the_row_says(const json_t *row)
{
    row_file_expect(running->make(row), json_object_get(row, running->member));
}

static void holds(void **state)
{
    (running->check ? running->check : is_what_the_row_says)(*state);
}

static int test_all(const json_t *rows)
{
    const size_t count = json_array_size(rows);
    struct CMUnitTest *const tests = calloc(count, sizeof *tests);
    int failed = 1;

    for (size_t i = 0; i < count; i++) {
        json_t *const row = json_array_get(rows, i);
        tests[i] = (struct CMUnitTest){
            .name = json_string_value(json_object_get(row, "id")), .test_func = holds, .initial_state = row};
    }
    if (count >= running->fewest)
        failed = _cmocka_run_group_tests(running->name, tests, count, NULL, NULL);
    free(tests);
    if (failed)
        print_message("Is it meant? Then %s_test write writes it down.\n", running->name);
    return failed;
}

static int write_all(const json_t *rows)
{
    FILE *const stream = fopen(running->path, "w");
    size_t index;
    json_t *row;

    json_array_foreach(rows, index, row)
    {
        json_object_set_new(row, running->member, running->make(row));
        if (stream && json_dumpf(row, stream, 0) == 0)
            fputc('\n', stream);
    }
    return stream && fclose(stream) == 0 ? 0 : 1;
}

int row_file_run(const struct row_file *file, const json_t *rows, int count, char **arguments)
{
    running = file;
    return count > 1 && strcmp(arguments[1], "write") == 0 ? write_all(rows) : test_all(rows);
}

int row_file_main(const struct row_file *file, int count, char **arguments)
{
    json_t *const rows = row_file_read(file);
    const int failed = row_file_run(file, rows, count, arguments);

    json_decref(rows);
    return failed;
}
