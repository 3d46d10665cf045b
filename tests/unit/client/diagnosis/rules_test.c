/* SPDX-License-Identifier: MIT */
/* Every clause of every rule in scenarios/: tests/texts/rules.jsonl holds texts and look-ups that just meet a rule, or miss
 * one clause of it, and what is named then. Each is a named test. Where a rule was meant to change, `rules_test write` writes
 * down what is named now; read the difference. Failures that no row knows (a user's own) may be named anywhere. */
#include "base/cleanup.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROWS FBLAB_SOURCE "/tests/texts/rules.jsonl"
#define LETTERS_OF_A_WORD 10
#define FEWEST_ROWS 1500

struct bench {
    struct library *library;
    struct classifier *classifier;
    json_t *rows;  /* objects with "id", what is shown ("text", "lookup" or "look_alikes_of") and what is "named" */
    json_t *known; /* ids that a row names */
};

/* One row of the table cmocka is given. */
struct case_row {
    const struct bench *bench;
    const json_t *json;
};

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

/* ["a phrase", 400, "another"]: so many letters between them. The caller frees it. */
static char *text_of(const json_t *parts)
{
    char *text = NULL;
    size_t size, index;
    FILE *const stream = open_memstream(&text, &size);
    json_t *part;

    json_array_foreach(parts, index, part)
    {
        fputs(json_is_string(part) ? json_string_value(part) : " ", stream);
        for (json_int_t i = 1; i <= json_integer_value(part); i++)
            fputs(i % LETTERS_OF_A_WORD == 0 ? "x " : "x", stream);
        fputs(json_is_string(part) ? "" : " ", stream);
    }
    fclose(stream);
    return text;
}

static json_t *thousandths(double confidence)
{
    CLEANUP(cleanup_string) char *text = text_format("%.3f", confidence);

    return json_string(text);
}

static json_t *causes_of(const struct diagnosis *diagnosis)
{
    json_t *const causes = json_object();

    for (size_t i = 0; i < diagnosis->cause_count; i++)
        json_object_set_new(causes, diagnosis->causes[i].id, thousandths(diagnosis->causes[i].confidence));
    return causes;
}

/* {"10": "0.620"}, and of the failure whose causes are asked for, those. */
static json_t *names_of(const struct diagnoses *diagnoses, const char *with_causes)
{
    json_t *const names = json_object();

    for (size_t i = 0; i < diagnoses->count; i++) {
        const struct diagnosis *const diagnosis = &diagnoses->items[i];
        json_object_set_new(names, diagnosis->id, thousandths(diagnosis->confidence));
        if (with_causes && strcmp(diagnosis->id, with_causes) == 0)
            json_object_set_new(names, "causes", causes_of(diagnosis));
    }
    return names;
}

static json_t *look_alikes_of(const struct bench *bench, const char *id)
{
    struct error error = {""};
    const struct variant *variant = NULL;
    const struct scenario *const scenario = library_find(bench->library, id, &variant, &error);
    json_t *const found = json_object();

    for (size_t i = 0; scenario && i < scenario->look_alike_count; i++)
        json_object_set_new(found, scenario->look_alikes[i].id, json_true());
    return found;
}

static json_t *named(const struct bench *bench, const json_t *row)
{
    const json_t *const text = json_object_get(row, "text"), *const look_up = json_object_get(row, "lookup");
    const char *const with_causes = json_string_value(json_object_get(row, "causes_of"));
    struct error error = {""};
    CLEANUP(cleanup_string) char *pasted = text ? text_of(text) : NULL;
    CLEANUP(lookup_free) struct lookup *lookup = look_up ? lookup_from_json(look_up, &error) : NULL;
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = NULL;

    if (!pasted && !lookup)
        return look_alikes_of(bench, json_string_value(json_object_get(row, "look_alikes_of")));
    diagnoses =
        pasted ? classify_text(bench->classifier, pasted, strlen(pasted)) : classify_lookup(bench->classifier, lookup);
    return names_of(diagnoses, with_causes);
}

/* What no row knows does not count. */
static void leave_out_unknown(const struct bench *bench, json_t *names)
{
    const char *id;
    json_t *value;
    void *next;

    json_object_foreach_safe(names, next, id, value) if (!json_object_get(bench->known, id)) json_object_del(names, id);
}

static void names_what_the_row_says(void **state)
{
    const struct case_row *const row = *state;
    const json_t *const wanted = json_object_get(row->json, "named");
    json_t *const got = named(row->bench, row->json);

    leave_out_unknown(row->bench, got);
    if (!json_equal(got, wanted)) {
        CLEANUP(cleanup_string) char *is = json_dumps(got, JSON_COMPACT);
        CLEANUP(cleanup_string) char *was = json_dumps(wanted, JSON_COMPACT);
        json_decref(got);
        fail_msg("%s instead of %s", is, was);
    }
    json_decref(got);
}

static void there_are_rows_for_every_failure_with_rules(void **state)
{
    const struct bench *const bench = *state;

    assert_true(json_array_size(bench->rows) >= FEWEST_ROWS);
    assert_true(json_object_size(bench->known) > 0);
}

/* Of what is spelt so at the beginning of a sentence, too. */
static bool is_sentence(const char *check)
{
    static const char *const names[] = {"openssl ", "x-ms-diagnostics "};
    bool named = false;

    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        named = named || text_starts(check, names[i]);
    return named || !islower((unsigned char)*check);
}

static void checks_of_look_alikes_are_sentences(void **state)
{
    const struct bench *const bench = *state;

    for (size_t i = 0; i < library_count(bench->library); i++) {
        const struct scenario *const scenario = library_at(bench->library, i);
        for (size_t k = 0; k < scenario->look_alike_count; k++)
            if (!is_sentence(scenario->look_alikes[k].check))
                fail_msg("%s: %s", scenario->id, scenario->look_alikes[k].check);
    }
}

static void learn_ids(const struct bench *bench)
{
    size_t index;
    json_t *row;

    json_array_foreach(bench->rows, index, row) json_object_update(bench->known, json_object_get(row, "named"));
}

static int run_all(const struct bench *bench)
{
    const struct CMUnitTest fixed[] = {
        cmocka_unit_test_prestate(there_are_rows_for_every_failure_with_rules, (void *)(uintptr_t)bench),
        cmocka_unit_test_prestate(checks_of_look_alikes_are_sentences, (void *)(uintptr_t)bench),
    };
    const size_t count = json_array_size(bench->rows);
    struct case_row *const rows = calloc(count, sizeof *rows);
    struct CMUnitTest *const tests = calloc(count, sizeof *tests);
    int failed;

    for (size_t i = 0; i < count; i++) {
        rows[i] = (struct case_row){bench, json_array_get(bench->rows, i)};
        tests[i] = (struct CMUnitTest){.name = json_string_value(json_object_get(rows[i].json, "id")),
                                       .test_func = names_what_the_row_says,
                                       .initial_state = &rows[i]};
    }
    failed = _cmocka_run_group_tests("rules", tests, count, NULL, NULL);
    failed += cmocka_run_group_tests_name("all rules", fixed, NULL, NULL);
    free(rows);
    free(tests);
    if (failed)
        print_message("Is it meant? Then rules_test write writes it down.\n");
    return failed;
}

static int write_all(const struct bench *bench)
{
    FILE *const file = fopen(ROWS, "w");
    size_t index;
    json_t *row;

    json_array_foreach(bench->rows, index, row)
    {
        json_object_set_new(row, "named", named(bench, row));
        if (file && json_dumpf(row, file, 0) == 0)
            fputc('\n', file);
    }
    return file && fclose(file) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct error error = {""};
    struct bench bench = {.library = library_load(NULL, &error), .known = json_object(), .rows = read_rows()};
    int failed = 1;

    bench.classifier = bench.library ? classifier_new(bench.library, &error) : NULL;
    learn_ids(&bench);
    if (!bench.classifier)
        print_error("%s\n", error.text);
    else
        failed = argc > 1 && strcmp(argv[1], "write") == 0 ? write_all(&bench) : run_all(&bench);
    classifier_free(&bench.classifier);
    library_free(&bench.library);
    json_decref(bench.rows);
    json_decref(bench.known);
    return failed;
}
