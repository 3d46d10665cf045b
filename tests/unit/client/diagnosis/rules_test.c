/* SPDX-License-Identifier: MIT */
/* Every clause of every rule in scenarios/: tests/texts/rules.jsonl holds texts and look-ups that just meet a rule, or miss
 * one clause of it, and what is named then. Each is a named test. Where a rule was meant to change, `rules_test write` writes
 * down what is named now; read the difference. Failures that no row knows (a user's own) may be named anywhere. */
#include "base/cleanup.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "support/row_file.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LETTERS_OF_A_WORD 10
#define FEWEST_ROWS 1500

static struct bench {
    struct library *library;
    struct classifier *classifier;
    json_t *rows;  /* objects with "id", what is shown ("text", "lookup" or "look_alikes_of") and what is "named" */
    json_t *known; /* ids that a row names */
} bench;

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

static json_t *look_alikes_of(const char *id)
{
    struct error error = {""};
    const struct variant *variant = NULL;
    const struct scenario *const scenario = library_find(bench.library, id, &variant, &error);
    json_t *const found = json_object();

    for (size_t i = 0; scenario && i < scenario->look_alike_count; i++)
        json_object_set_new(found, scenario->look_alikes[i].id, json_true());
    return found;
}

static json_t *named(const json_t *row)
{
    const json_t *const text = json_object_get(row, "text"), *const look_up = json_object_get(row, "lookup");
    const char *const with_causes = json_string_value(json_object_get(row, "causes_of"));
    struct error error = {""};
    CLEANUP(cleanup_string) char *pasted = text ? text_of(text) : NULL;
    CLEANUP(lookup_free) struct lookup *lookup = look_up ? lookup_from_json(look_up, &error) : NULL;
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = NULL;

    if (!pasted && !lookup)
        return look_alikes_of(json_string_value(json_object_get(row, "look_alikes_of")));
    diagnoses =
        pasted ? classify_text(bench.classifier, pasted, strlen(pasted)) : classify_lookup(bench.classifier, lookup);
    return names_of(diagnoses, with_causes);
}

/* What no row knows does not count. */
static void leave_out_unknown(json_t *names)
{
    const char *id;
    json_t *value;
    void *next;

    json_object_foreach_safe(names, next, id, value) if (!json_object_get(bench.known, id)) json_object_del(names, id);
}

static void names_what_the_row_says(const json_t *row)
{
    json_t *const got = named(row);

    leave_out_unknown(got);
    row_file_expect(got, json_object_get(row, "named"));
}

static void there_are_rows_for_every_failure_with_rules(void **state)
{
    (void)state;
    assert_true(json_array_size(bench.rows) >= FEWEST_ROWS);
    assert_true(json_object_size(bench.known) > 0);
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
    (void)state;
    for (size_t i = 0; i < library_count(bench.library); i++) {
        const struct scenario *const scenario = library_at(bench.library, i);
        for (size_t k = 0; k < scenario->look_alike_count; k++)
            if (!is_sentence(scenario->look_alikes[k].check))
                fail_msg("%s: %s", scenario->id, scenario->look_alikes[k].check);
    }
}

static void learn_ids(void)
{
    size_t index;
    json_t *row;

    json_array_foreach(bench.rows, index, row) json_object_update(bench.known, json_object_get(row, "named"));
}

static int test_all_rules(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_are_rows_for_every_failure_with_rules),
        cmocka_unit_test(checks_of_look_alikes_are_sentences),
    };

    return cmocka_run_group_tests_name("all rules", tests, NULL, NULL);
}

int main(int argc, char **argv)
{
    static const struct row_file file = {.name = "rules",
                                         .path = FBLAB_SOURCE "/tests/texts/rules.jsonl",
                                         .member = "named",
                                         .make = named,
                                         .check = names_what_the_row_says};
    struct error error = {""};
    int failed = 1;

    bench = (struct bench){.library = library_load(NULL, &error), .known = json_object(), .rows = row_file_read(&file)};
    bench.classifier = bench.library ? classifier_new(bench.library, &error) : NULL;
    learn_ids();
    if (!bench.classifier)
        print_error("%s\n", error.text);
    else
        failed = row_file_run(&file, bench.rows, argc, argv) + (argc > 1 ? 0 : test_all_rules());
    classifier_free(&bench.classifier);
    library_free(&bench.library);
    json_decref(bench.rows);
    json_decref(bench.known);
    return failed;
}
