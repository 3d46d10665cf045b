/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "diagnosis/paragraph.h"
#include "options.h"
#include "output.h"
#include "subcommands.h"

#include <stddef.h>

struct explain {
    const char *scenarios;
    bool json;
};

static const struct option_row options[] = {
    {"json", NULL, "print it as JSON", offsetof(struct explain, json)},
    {"scenarios", "DIR", "know the failures in this folder too", offsetof(struct explain, scenarios)},
};

static const struct command_line line = {
    "explain [OPTION...] ID",
    "Explains one failure (6, 06, 24b): its text, its causes, what to collect, how\n"
    "to repair it, and what else looks like it.",
    options,
    ARRAY_SIZE(options),
};

static json_t *words_json(const struct words *words)
{
    json_t *const array = json_array();

    for (size_t i = 0; i < words->count; i++)
        json_array_append_new(array, json_text(words->items[i]));
    return array;
}

static json_t *look_alikes_json(const struct scenario *scenario)
{
    json_t *const array = json_array();

    for (size_t i = 0; i < scenario->look_alike_count; i++)
        json_array_append_new(
            array, json_pack("{s:s,s:s}", "id", scenario->look_alikes[i].id, "check", scenario->look_alikes[i].check));
    return array;
}

/* A diagnosis as any other, with what is documented besides. */
static json_t *explanation_json(const struct scenario *scenario)
{
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = diagnosis_of_scenario(scenario);
    json_t *const array = diagnoses_to_json(diagnoses, false);
    json_t *const json = json_incref(json_array_get(array, 0));

    json_decref(array);
    json_object_set_new(json, "errors", words_json(&scenario->errors));
    json_object_set_new(json, "event", json_text(scenario->event));
    json_object_set_new(json, "look_alikes", look_alikes_json(scenario));
    json_object_set_new(json, "sources", words_json(&scenario->sources));
    return json;
}

static void print_words(const char *label, const struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        paragraph_print(stdout, i == 0 ? label : "", words->items[i]);
}

static void print_explanation(const struct scenario *scenario)
{
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = diagnosis_of_scenario(scenario);

    diagnoses_print(diagnoses, false, stdout, output_colour(stdout));
    paragraph_print(stdout, "direction", scenario->direction);
    print_words("text", &scenario->errors);
    if (scenario->event)
        paragraph_print(stdout, "event", scenario->event);
    print_words("source", &scenario->sources);
}

int command_explain(int argc, char **argv)
{
    struct explain explain = {0};
    struct error error = {""};
    int first = 0;
    const enum parsed parsed = options_parse(&line, argc, argv, &explain, &first, &error);
    CLEANUP(library_free) struct library *library = NULL;
    const struct scenario *scenario;

    if (parsed == PARSED_HELP)
        return STATUS_DONE;
    if (parsed == PARSED_WRONG)
        return complain(STATUS_USAGE, "%s", error.text);
    if (argc - first != 1)
        return complain(STATUS_USAGE, "give one ID; see fbcheck explain --help");
    if (!(library = failures_load(explain.scenarios, &error)))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if (!(scenario = library_find(library, argv[first], NULL, &error)))
        return complain(STATUS_USAGE, "%s", error.text);
    if (explain.json)
        output_json(explanation_json(scenario), JSON_INDENT(2));
    else
        print_explanation(scenario);
    return fflush(stdout) == 0 ? STATUS_DONE : complain(STATUS_UNUSABLE, "standard output cannot be written");
}
