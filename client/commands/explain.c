/* SPDX-License-Identifier: MIT */
/* fbcheck explain: what is known of one failure. */
#include "fbcheck_commands.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "diagnosis/diagnosis.h"
#include "diagnosis/scenario_page.h"
#include "scenario/scenario.h"
#include "terminal/json_output.h"
#include "terminal/status.h"

struct explain {
    const char *scenarios;
    bool json;
};

static const struct option_row options[] = {
    {"json", NULL, "print it as JSON", OPTION_INTO(struct explain, json)},
    {"scenarios", "DIR", "know the failures in this folder too", OPTION_INTO(struct explain, scenarios)},
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

static int run(void *values, int count, char **operands)
{
    const struct explain *const explain = values;
    struct error error = {""};
    CLEANUP(library_free) struct library *library = NULL;
    const struct scenario *scenario;

    if (count != 1)
        return complain(STATUS_USAGE, "give one ID; see fbcheck explain --help");
    if (!(library = library_load_with(explain->scenarios, &error)))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if (!(scenario = library_find(library, operands[0], NULL, &error)))
        return complain(STATUS_USAGE, "%s", error.text);
    if (explain->json)
        json_output(explanation_json(scenario));
    else
        scenario_page_print(scenario, false);
    return STATUS_DONE;
}

const struct subcommand explain_command = {
    .name = "explain",
    .arguments = "ID",
    .summary = "cause, evidence to collect, repair, look-alikes",
    .about =
        "Explains one failure (6, 06, 24b): its text, its causes, what to collect, how to repair it, and what else "
        "looks like it.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct explain),
    .run = run,
};
