/* SPDX-License-Identifier: MIT */
/* Whole advice: tests/texts/advice.jsonl holds look-ups with all that an asker may know of himself, pasted texts, and what
 * is advised for the failure that comes first, in a lab and elsewhere. Where that is meant to change, `advice_test write`
 * writes down what is advised now; read the difference. */
#include "base/cleanup.h"
#include "diagnosis/diagnosis.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROWS FBLAB_SOURCE "/tests/texts/advice.jsonl"
#define FEWEST_ROWS 50

static struct library *library;
static struct classifier *classifier;

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

/* Three digits of it. */
static void round_confidence(json_t *object)
{
    char text[32];

    snprintf(text, sizeof text, "%.3f", json_real_value(json_object_get(object, "confidence")));
    json_object_set_new(object, "confidence", json_string(text));
}

/* Of the first failure, what a reader acts upon: not its title and the words of its causes, which its file says. */
static json_t *first_of(const struct diagnoses *diagnoses, bool lab)
{
    static const char *const told[] = {"remedies", "cause"};
    json_t *const all = diagnoses_to_json(diagnoses, lab), *const first = json_incref(json_array_get(all, 0));
    size_t index;
    json_t *cause;

    json_decref(all);
    if (!first)
        return json_null();
    json_object_del(first, "title");
    json_object_del(first, "tell_apart");
    round_confidence(first);
    json_array_foreach(json_object_get(first, "causes"), index, cause)
    {
        round_confidence(cause);
        for (size_t i = 0; i < ARRAY_SIZE(told); i++)
            json_object_del(cause, told[i]);
    }
    return first;
}

/* Of what is advised in a lab, the causes alone: the rest is alike. */
static json_t *causes_of(json_t *first)
{
    json_t *const causes = json_incref(json_object_get(first, "causes"));

    json_decref(first);
    return causes ? causes : json_null();
}

static json_t *advised(const json_t *row)
{
    const char *const text = json_string_value(json_object_get(row, "text"));
    struct error error = {""};
    CLEANUP(lookup_free) struct lookup *lookup = text ? NULL : lookup_from_json(json_object_get(row, "lookup"), &error);
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = NULL;

    if (!text && !lookup)
        fail_msg("%s", error.text);
    diagnoses = text ? classify_pasted(classifier, text, strlen(text)) : classify_lookup(classifier, lookup);
    return json_pack("{s:o,s:o}", "elsewhere", first_of(diagnoses, false), "in a lab",
                     causes_of(first_of(diagnoses, true)));
}

static void advises_what_the_row_says(void **state)
{
    const json_t *const row = *state, *const wanted = json_object_get(row, "advised");
    json_t *const got = advised(row);

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
                                       .test_func = advises_what_the_row_says,
                                       .initial_state = row};
    }
    if (count >= FEWEST_ROWS)
        failed = _cmocka_run_group_tests("advice", tests, count, NULL, NULL);
    free(tests);
    if (failed)
        print_message("Is it meant? Then advice_test write writes it down.\n");
    return failed;
}

static int write_all(const json_t *rows)
{
    FILE *const file = fopen(ROWS, "w");
    size_t index;
    json_t *row;

    json_array_foreach(rows, index, row)
    {
        json_object_set_new(row, "advised", advised(row));
        if (file && json_dumpf(row, file, 0) == 0)
            fputc('\n', file);
    }
    return file && fclose(file) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct error error = {""};
    json_t *const rows = read_rows();
    int failed = 1;

    library = library_load(FBLAB_SOURCE "/scenarios", &error);
    classifier = library ? classifier_new(library, &error) : NULL;
    if (!classifier)
        print_error("%s\n", error.text);
    else
        failed = argc > 1 && strcmp(argv[1], "write") == 0 ? write_all(rows) : run_all(rows);
    classifier_free(&classifier);
    library_free(&library);
    json_decref(rows);
    return failed;
}
