/* SPDX-License-Identifier: MIT */
/* Whole advice: tests/texts/advice.jsonl holds look-ups with all that an asker may know of himself, pasted texts, and what
 * is advised for the failure that comes first, in a lab and elsewhere. Where that is meant to change, `advice_test write`
 * writes down what is advised now; read the difference. */
#include "base/cleanup.h"
#include "diagnosis/diagnosis.h"
#include "support/row_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct classifier *classifier;

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

int main(int argc, char **argv)
{
    static const struct row_file file = {.name = "advice",
                                         .path = FBLAB_SOURCE "/tests/texts/advice.jsonl",
                                         .member = "advised",
                                         .fewest = 50,
                                         .make = advised};
    struct error error = {""};
    json_t *const rows = row_file_read(&file);
    struct library *library = library_load(FBLAB_SOURCE "/scenarios", &error);
    int failed = 1;

    classifier = library ? classifier_new(library, &error) : NULL;
    if (!classifier)
        print_error("%s\n", error.text);
    else
        failed = row_file_run(&file, rows, argc, argv);
    classifier_free(&classifier);
    library_free(&library);
    json_decref(rows);
    return failed;
}
