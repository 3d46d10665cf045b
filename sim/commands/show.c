/* SPDX-License-Identifier: MIT */
/* fblab show: all that is known of one failure, and how it is played. */
#include "fblab_commands.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "scenario/scenario.h"
#include "terminal/json_output.h"
#include "terminal/paragraph.h"
#include "terminal/status.h"

#include <jansson.h>
#include <string.h>

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

/* One paragraph of a list; the lines that follow the first stand under its text. */
static void print_item(const struct display *display, const char *label, int label_width, const char *text)
{
    CLEANUP(cleanup_string) char *first = text_format("  %-*s", label_width, label);

    paragraph_print(display, first, strlen(first), text);
}

/* Without a label they stand further in, so that one sees where the next paragraph begins. */
static void print_paragraph(const struct display *display, const char *text)
{
    paragraph_print(display, "  ", 4, text);
}

static void print_words(const struct display *display, const char *heading, const struct words *words)
{
    if (words->count)
        printf("\n%s\n", heading);
    for (size_t i = 0; i < words->count; i++)
        print_paragraph(display, words->items[i]);
}

/* A command stays on its line, however long, so that it can be copied. */
static void print_command(const char *at, const char *command)
{
    printf("    [%s] %s\n", at, command);
}

static void print_commands(const char *heading, const struct commands *commands)
{
    if (commands->count)
        printf("  %s\n", heading);
    for (size_t i = 0; i < commands->count; i++)
        print_command(commands->items[i].at, commands->items[i].command);
}

static void print_variant(const struct display *display, const struct scenario *scenario, const struct variant *variant)
{
    char id[32];
    CLEANUP(cleanup_string)
    char *text = text_format("%s%s%s (%s looks up %s%s%s)", variant_id(scenario, variant, id),
                             variant->title ? ", " : "", variant->title ? variant->title : "", variant->requester,
                             variant->target, variant->client ? " by " : "", variant->client ? variant->client : "");

    putchar('\n');
    paragraph_print(display, "In the lab: ", 12, text);
    print_commands("given", &variant->given);
    print_commands("break", &variant->breaking);
    print_commands("repair", &variant->repair);
}

static void print_look_alikes(const struct display *display, const struct scenario *scenario)
{
    if (scenario->look_alike_count)
        printf("\nWhat it is taken for\n");
    for (size_t i = 0; i < scenario->look_alike_count; i++)
        print_item(display, scenario->look_alikes[i].id, 7, scenario->look_alikes[i].check);
}

static void print_facts(const struct display *display, const struct scenario *scenario)
{
    if (scenario->fact_count)
        printf("\nHow we know\n");
    for (size_t i = 0; i < scenario->fact_count; i++) {
        const struct scenario_fact *fact = &scenario->facts[i];
        CLEANUP(cleanup_string)
        char *text = fact->source ? text_format("%s (%s)", fact->says, fact->source) : text_copy(fact->says);

        print_item(display, fact->basis, 12, text);
    }
}

static void print_cause(const struct display *display, const struct advised_cause *cause)
{
    const struct advised_check *const check = advice_check(cause, true);

    paragraph_print(display, "  ", 2, cause->says);
    if (check) {
        puts("    check");
        print_command(check->at, check->command);
        puts("    repair");
    }
    for (size_t i = 0; i < cause->remedies.count; i++)
        paragraph_print(display, "    ", 6, cause->remedies.items[i]);
    for (size_t i = 0; i < cause->command_count; i++)
        print_command(cause->commands[i].at, cause->commands[i].command);
    for (size_t i = 0; i < cause->looks.count; i++)
        paragraph_print(display, "    ", 6, cause->looks.items[i]);
}

static void print_causes(const struct display *display, const struct scenario *scenario)
{
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = diagnosis_of_scenario(scenario);

    printf("\nWhy, and what to do\n");
    for (size_t i = 0; i < diagnoses->items[0].cause_count; i++)
        print_cause(display, &diagnoses->items[0].causes[i]);
}

static void print_text(const struct display *display, const struct scenario *scenario)
{
    CLEANUP(cleanup_string) char *first = text_format("%s  ", scenario->id);

    paragraph_print(display, first, strlen(first), scenario->title);
    printf("    %s\n", scenario->direction);
    print_words(display, "What Exchange prints", &scenario->errors);
    if (scenario->event) {
        printf("\nOn the wire\n");
        print_paragraph(display, scenario->event);
    }
    print_causes(display, scenario);
    print_words(display, "Look at", &scenario->looks);
    print_look_alikes(display, scenario);
    if (scenario->not_played) {
        printf("\nNot played in the lab\n");
        print_paragraph(display, scenario->not_played);
    }
    for (size_t i = 0; i < scenario->variant_count; i++)
        print_variant(display, scenario, &scenario->variants[i]);
    print_facts(display, scenario);
    print_words(display, "Sources", &scenario->sources);
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
    const struct display display = display_of(stdout);
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
        print_text(&display, scenario);
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
