/* SPDX-License-Identifier: MIT */
/* What is printed of each way a look-up can end: tests/texts/sentences.jsonl holds how it ended and what Exchange, .NET and
 * Outlook say then. Where that is meant to change, `sentences_test write` writes down what is said now; read the difference. */
#include "base/cleanup.h"
#include "base/text.h"
#include "phrase/phrase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROWS FBLAB_SOURCE "/tests/texts/sentences.jsonl"
#define FEWEST_ROWS 300

static json_t *read_rows(void)
{
    FILE *const file = fopen(ROWS, "r");
    json_t *const rows = json_array();
    json_error_t error;

    assert_non_null(file);
    for (json_t *row; (row = json_loadf(file, JSON_DISABLE_EOF_CHECK, &error));)
        json_array_append_new(rows, row);
    assert_true(feof(file) != 0);
    fclose(file);
    return rows;
}

static json_t *said(const json_t *row)
{
    struct error error = {""};
    CLEANUP(lookup_free) struct lookup *lookup = lookup_from_json(json_object_get(row, "lookup"), &error);
    json_t *given;

    if (!lookup) {
        fail_msg("%s", error.text);
        return NULL;
    }
    phrase_lookup(lookup);
    given = json_pack("{s:s*,s:s*,s:s*,s:i,s:i,s:s*}", "text", lookup->error_text, "class", lookup->exception_class,
                      "code", lookup->response_code, "number", lookup->exception_code, "lid", lookup->lid, "source",
                      lookup->response_source);
    phrase_web_request(lookup);
    json_object_set_new(given, "check", lookup->error_text ? json_string(lookup->error_text) : json_null());
    return given;
}

static void says_what_the_row_says(void **state)
{
    const json_t *const row = *state, *const wanted = json_object_get(row, "said");
    json_t *const got = said(row);

    if (!json_equal(got, wanted)) {
        CLEANUP(cleanup_string) char *is = json_dumps(got, JSON_COMPACT);
        CLEANUP(cleanup_string) char *was = json_dumps(wanted, JSON_COMPACT);
        json_decref(got);
        fail_msg("%s instead of %s", is, was);
    }
    json_decref(got);
}

static int run_all(const json_t *rows)
{
    const size_t count = json_array_size(rows);
    struct CMUnitTest *const tests = calloc(count, sizeof *tests);
    int failed = 1;

    for (size_t i = 0; i < count; i++) {
        json_t *const row = json_array_get(rows, i);
        tests[i] = (struct CMUnitTest){.name = json_string_value(json_object_get(row, "id")),
                                       .test_func = says_what_the_row_says,
                                       .initial_state = row};
    }
    if (count >= FEWEST_ROWS)
        failed = _cmocka_run_group_tests("sentences", tests, count, NULL, NULL);
    free(tests);
    if (failed)
        print_message("Is it meant? Then sentences_test write writes it down.\n");
    return failed;
}

static int write_all(const json_t *rows)
{
    FILE *const file = fopen(ROWS, "w");
    size_t index;
    json_t *row;

    json_array_foreach(rows, index, row)
    {
        json_object_set_new(row, "said", said(row));
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
