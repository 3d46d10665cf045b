/* SPDX-License-Identifier: MIT */
/* Whole sessions of the shell on the shipped document: tests/texts/sessions.jsonl holds commands, what the lab around them finds,
 * and all that is printed. Where that is meant to change, `sessions_test write` writes down what is printed now; read the
 * difference. */
#include "base/cleanup.h"
#include "base/text.h"
#include "support/lasting.h"
#include "support/row_file.h"
#include "support/shell_bench.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

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

static void prints_what_the_row_says(const json_t *row)
{
    json_t *const got = printed(row);
    CLEANUP(cleanup_string) char *text = text_copy(json_string_value(got));

    json_decref(got);
    assert_string_equal(text, json_string_value(json_object_get(row, "printed")));
}

int main(int argc, char **argv)
{
    static const struct row_file file = {.name = "sessions",
                                         .path = FBLAB_SOURCE "/tests/texts/sessions.jsonl",
                                         .member = "printed",
                                         .fewest = 100,
                                         .make = printed,
                                         .check = prints_what_the_row_says};

    return row_file_main(&file, argc, argv);
}
