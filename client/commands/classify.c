/* SPDX-License-Identifier: MIT */
#include "cleanup.h"
#include "commands.h"
#include "diagnosis.h"
#include "lines.h"
#include "options.h"
#include "output.h"
#include "text.h"

#include <errno.h>
#include <string.h>

#define LIMIT_FILE (256UL * 1024 * 1024)

struct classify {
    const char *scenarios;
    bool json, jsonl;
    const struct classifier *classifier;
    json_t *results; /* with --json */
};

static const struct option_row options[] = {
    {"json", NULL, "print diagnoses as JSON", offsetof(struct classify, json)},
    {"jsonl", NULL, "read and write one JSON object a line", offsetof(struct classify, jsonl)},
    {"scenarios", "DIR", "know the failures in this folder too", offsetof(struct classify, scenarios)},
};

static const struct command_line line = {
    "classify [OPTION...] [FILE...]",
    "Names the failure in a text: an error message, an event, a server's answer, or\n"
    "what `fbcheck query --json` printed. Without FILE, reads standard input.",
    options,
    ARRAY_SIZE(options),
};

static void print_json(const struct classify *classify, const char *name, const struct diagnoses *diagnoses)
{
    json_array_append_new(classify->results,
                          json_pack("{s:s?,s:o}", "file", name, "diagnoses", diagnoses_to_json(diagnoses)));
}

static void print_text(const char *name, const struct diagnoses *diagnoses)
{
    if (name)
        printf("%s\n", name);
    diagnoses_print(diagnoses, stdout, output_colour(stdout));
}

/* name NULL: standard input. */
static int classify_one(const struct classify *classify, const char *name)
{
    struct error error = {""};
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = file_read(name ? name : "/dev/stdin", LIMIT_FILE, &length, &error);
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = NULL;

    if (!text)
        return complain(STATUS_UNUSABLE, "%s", error.text);
    diagnoses = classify_text(classify->classifier, text, length);
    if (classify->json)
        print_json(classify, name, diagnoses);
    else
        print_text(name, diagnoses);
    return STATUS_DONE;
}

static int lines_of(const struct classify *classify, const char *name)
{
    CLEANUP(cleanup_file) FILE *file = name ? fopen(name, "rb") : NULL;

    if (name && !file)
        return complain(STATUS_UNUSABLE, "%s cannot be read: %s", name, strerror(errno));
    return classify_lines(classify->classifier, file ? file : stdin, stdout) ? STATUS_DONE : STATUS_DIFFERENT;
}

/* One input is one object; several are an array. */
static void print_results(json_t *results)
{
    json_t *const only = json_array_size(results) == 1 ? json_incref(json_array_get(results, 0)) : NULL;

    output_json(only ? only : json_incref(results), JSON_INDENT(2));
    json_decref(results);
}

/* The worst status of all inputs; one that cannot be read does not keep the others from being read. */
static int classify_all(struct classify *classify, int count, char **names)
{
    int (*const one)(const struct classify *, const char *) = classify->jsonl ? lines_of : classify_one;
    int worst = STATUS_DONE;

    classify->results = json_array();
    if (count == 0)
        worst = one(classify, NULL);
    for (int i = 0; i < count; i++) {
        const int status = one(classify, names[i]);
        worst = status > worst ? status : worst;
    }
    if (classify->json && !classify->jsonl)
        print_results(classify->results);
    else
        json_decref(classify->results);
    return fflush(stdout) == 0 ? worst : complain(STATUS_UNUSABLE, "standard output cannot be written");
}

int command_classify(int argc, char **argv)
{
    struct classify classify = {0};
    struct error error = {""};
    int first = 0;
    const enum parsed parsed = options_parse(&line, argc, argv, &classify, &first, &error);
    CLEANUP(library_free) struct library *library = NULL;
    CLEANUP(classifier_free) struct classifier *classifier = NULL;

    if (parsed == PARSED_HELP)
        return STATUS_DONE;
    if (parsed == PARSED_WRONG)
        return complain(STATUS_USAGE, "%s", error.text);
    if (!(library = failures_load(classify.scenarios, &error)) || !(classifier = classifier_new(library, &error)))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    classify.classifier = classifier;
    return classify_all(&classify, argc - first, argv + first);
}
