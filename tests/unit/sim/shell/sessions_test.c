/* SPDX-License-Identifier: MIT */
/* Whole sessions of the shell on the shipped document: tests/texts/sessions.jsonl holds commands, what the lab around them finds,
 * and all that is printed. Where that is meant to change, `sessions_test write` writes down what is printed now; read the
 * difference. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/lasting.h"
#include "support/shell_bench.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_FILE FBLAB_SOURCE "/tests/texts/sessions.jsonl"
#define FEWEST_ROWS 100

static json_t *read_rows(void)
{
    FILE *const file = fopen(ROWS_FILE, "r");
    json_t *const rows = json_array();
    json_error_t error;

    assert_non_null(file);
    for (json_t *row; (row = json_loadf(file, JSON_DISABLE_EOF_CHECK, &error));)
        json_array_append_new(rows, row);
    assert_true(feof(file) != 0);
    fclose(file);
    return rows;
}

static void run_each(struct bench *bench, const json_t *row, FILE *output)
{
    const char *const at = json_string_value(json_object_get(row, "at"));
    size_t index;
    json_t *command;

    json_array_foreach(json_object_get(row, "commands"), index, command)
    {
        struct error error = {""};
        fprintf(output, "> %s\n", json_string_value(command));
        bench_run(bench, at, json_string_value(command), output, &error);
        if (*error.text)
            fprintf(output, "! %s\n", error.text);
        if (*bench->asked)
            fprintf(output, "? %s\n", bench->asked);
        *bench->asked = '\0';
    }
}

static json_t *printed(const json_t *row)
{
    CLEANUP(bench_free) struct bench *bench = bench_new();
    CLEANUP(cleanup_string) char *text = NULL, *same = NULL;
    size_t length = 0;
    FILE *const output = open_memstream(&text, &length);

    bench->document = json_string_value(json_object_get(row, "document"));
    bench->lookup = json_string_value(json_object_get(row, "lookup"));
    bench->step = (unsigned)json_integer_value(json_object_get(row, "step"));
    run_each(bench, row, output);
    fclose(output);
    same = lasting_text(text, length);
    return json_string(same);
}

static void prints_what_the_row_says(void **state)
{
    const json_t *const row = *state;
    json_t *const got = printed(row);
    CLEANUP(cleanup_string) char *text = text_copy(json_string_value(got));

    json_decref(got);
    assert_string_equal(text, json_string_value(json_object_get(row, "printed")));
}

static int run_all(const json_t *rows)
{
    const size_t count = json_array_size(rows);
    struct CMUnitTest *const tests = calloc(count, sizeof *tests);
    int failed = 1;

    for (size_t i = 0; i < count; i++) {
        json_t *const row = json_array_get(rows, i);
        tests[i] = (struct CMUnitTest){.name = json_string_value(json_object_get(row, "id")),
                                       .test_func = prints_what_the_row_says,
                                       .initial_state = row};
    }
    if (count >= FEWEST_ROWS)
        failed = _cmocka_run_group_tests("sessions", tests, count, NULL, NULL);
    free(tests);
    if (failed)
        print_message("Is it meant? Then sessions_test write writes it down.\n");
    return failed;
}

static int write_all(const json_t *rows)
{
    FILE *const file = fopen(ROWS_FILE, "w");
    size_t index;
    json_t *row;

    json_array_foreach(rows, index, row)
    {
        json_object_set_new(row, "printed", printed(row));
        if (file && json_dumpf(row, file, 0) == 0)
            fputc('\n', file);
    }
    return file && fclose(file) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    json_t *const rows = read_rows();
    const int failed = argc > 1 && strcmp(argv[1], "write") == 0 ? write_all(rows) : run_all(rows);

    json_decref(rows);
    return failed;
}
