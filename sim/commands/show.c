/* SPDX-License-Identifier: MIT */
/* fblab show: all that is known of one failure, and how it is played. */
#include "fblab_commands.h"

#include "base/cleanup.h"
#include "diagnosis/diagnosis.h"
#include "diagnosis/scenario_page.h"
#include "scenario/scenario.h"
#include "terminal/json_output.h"
#include "terminal/status.h"

#include <jansson.h>

static json_t *words_to_json(const struct words *words)
{
    json_t *array = json_array();

    for (size_t i = 0; i < words->count; i++)
        json_array_append_new(array, json_string(words->items[i]));
    return array;
}

static json_t *commands_to_json(const struct commands *commands)
{
    json_t *array = json_array();

    for (size_t i = 0; i < commands->count; i++)
        json_array_append_new(
            array, json_pack("{s:s, s:s}", "at", commands->items[i].at, "command", commands->items[i].command));
    return array;
}

static json_t *variants_to_json(const struct scenario *scenario)
{
    json_t *array = json_array();
    char id[32];

    for (size_t i = 0; i < scenario->variant_count; i++) {
        const struct variant *variant = &scenario->variants[i];
        json_array_append_new(
            array,
            json_pack("{s:s, s:s, s:s?, s:s?, s:s, s:o, s:o, s:o, s:s, s:s, s:s?, s:i}", "id",
                      variant_id(scenario, variant, id), "plays", variant_cause(scenario, variant), "title",
                      variant->title, "error", variant->error, "era", variant_era(scenario, variant), "given",
                      commands_to_json(&variant->given), "break", commands_to_json(&variant->breaking), "repair",
                      commands_to_json(&variant->repair), "requester", variant->requester, "target", variant->target,
                      "client", variant->client, "attempts", variant->attempts > 1 ? (int)variant->attempts : 1));
    }
    return array;
}

static json_t *look_alikes_to_json(const struct scenario *scenario)
{
    json_t *array = json_array();

    for (size_t i = 0; i < scenario->look_alike_count; i++)
        json_array_append_new(
            array, json_pack("{s:s, s:s}", "id", scenario->look_alikes[i].id, "check", scenario->look_alikes[i].check));
    return array;
}

static json_t *facts_to_json(const struct scenario *scenario)
{
    json_t *array = json_array();

    for (size_t i = 0; i < scenario->fact_count; i++)
        json_array_append_new(array, json_pack("{s:s, s:s, s:s?}", "basis", scenario->facts[i].basis, "says",
                                               scenario->facts[i].says, "source", scenario->facts[i].source));
    return array;
}

static void print_json(const struct scenario *scenario)
{
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = diagnosis_of_scenario(scenario);
    json_t *array = diagnoses_to_json(diagnoses, true);
    const json_t *advice = json_array_get(array, 0);
    json_t *json = json_pack("{s:s, s:s, s:s, s:o, s:s?, s:O, s:O, s:o, s:o, s:o, s:o}", "id", scenario->id, "title",
                             scenario->title, "direction", scenario->direction, "errors",
                             words_to_json(&scenario->errors), "event", scenario->event, "causes",
                             json_object_get(advice, "causes"), "next", json_object_get(advice, "next"), "tell_apart",
                             look_alikes_to_json(scenario), "facts", facts_to_json(scenario), "sources",
                             words_to_json(&scenario->sources), "variants", variants_to_json(scenario));

    json_output(json);
    json_decref(array);
}

struct show {
    bool json;
    const char *scenarios;
};

static const struct option_row options[] = {
    {"json", NULL, "as JSON", OPTION_INTO(struct show, json)},
    {"scenarios", "DIR", "add the scenarios of a folder of yours", OPTION_INTO(struct show, scenarios)},
};

static int run(void *values, int count, char **operands)
{
    const struct show *const show = values;
    struct error error = {""};
    CLEANUP(library_free) struct library *library = NULL;
    const struct scenario *scenario;

    if (count != 1)
        return complain(STATUS_USAGE, "show takes one id; `fblab list` prints them");
    if (!(library = library_load_with(show->scenarios, &error)))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if (!(scenario = library_find(library, operands[0], NULL, &error)))
        return complain(STATUS_USAGE, "%s", error.text);
    if (show->json)
        print_json(scenario);
    else
        scenario_page_print(scenario, true);
    return STATUS_DONE;
}

const struct subcommand show_command = {
    .name = "show",
    .arguments = "ID",
    .about = "Shows one failure (6, 06): what Exchange prints, why, what to do, how the lab plays it, and how each "
             "fact is known.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct show),
    .run = run,
};
