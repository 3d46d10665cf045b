/* SPDX-License-Identifier: MIT */
#include "subcommand.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "scenario/scenario.h"
#include "wrapped.h"

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
    char id[16];

    for (size_t i = 0; i < scenario->variant_count; i++) {
        const struct variant *variant = &scenario->variants[i];
        json_array_append_new(array, json_pack("{s:s, s:s, s:s?, s:s?, s:o, s:o, s:o, s:s, s:s, s:s?, s:i}", "id",
                                               variant_id(scenario, variant, id), "plays",
                                               variant_cause(scenario, variant), "title", variant->title, "error",
                                               variant->error, "given", commands_to_json(&variant->given), "break",
                                               commands_to_json(&variant->breaking), "repair",
                                               commands_to_json(&variant->repair), "requester", variant->requester,
                                               "target", variant->target, "client", variant->client, "attempts",
                                               variant->attempts > 1 ? (int)variant->attempts : 1));
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

    json_dumpf(json, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(json);
    json_decref(array);
}

/* One paragraph of a list; the lines that follow the first stand under its text. */
static void print_item(const char *label, int label_width, const char *text)
{
    CLEANUP(cleanup_string) char *first = text_format("  %-*s", label_width, label);

    wrapped_print(stdout, wrapped_width(stdout), first, strlen(first), text);
}

/* Without a label they stand further in, so that one sees where the next paragraph begins. */
static void print_paragraph(const char *text)
{
    wrapped_print(stdout, wrapped_width(stdout), "  ", 4, text);
}

static void print_words(const char *heading, const struct words *words)
{
    if (words->count)
        printf("\n%s\n", heading);
    for (size_t i = 0; i < words->count; i++)
        print_paragraph(words->items[i]);
}

/* A command stays on its line, however long, so that it can be copied. */
static void print_commands(const char *heading, const struct commands *commands)
{
    if (commands->count)
        printf("  %s\n", heading);
    for (size_t i = 0; i < commands->count; i++)
        printf("    [%s] %s\n", commands->items[i].at, commands->items[i].command);
}

static void print_variant(const struct scenario *scenario, const struct variant *variant)
{
    char id[16];
    CLEANUP(cleanup_string)
    char *text = text_format("%s%s%s (%s looks up %s%s%s)", variant_id(scenario, variant, id),
                             variant->title ? ", " : "", variant->title ? variant->title : "", variant->requester,
                             variant->target, variant->client ? " by " : "", variant->client ? variant->client : "");

    putchar('\n');
    wrapped_print(stdout, wrapped_width(stdout), "In the lab: ", 12, text);
    print_commands("given", &variant->given);
    print_commands("break", &variant->breaking);
    print_commands("repair", &variant->repair);
}

static void print_look_alikes(const struct scenario *scenario)
{
    if (scenario->look_alike_count)
        printf("\nWhat it is taken for\n");
    for (size_t i = 0; i < scenario->look_alike_count; i++)
        print_item(scenario->look_alikes[i].id, 7, scenario->look_alikes[i].check);
}

static void print_facts(const struct scenario *scenario)
{
    if (scenario->fact_count)
        printf("\nHow we know\n");
    for (size_t i = 0; i < scenario->fact_count; i++) {
        const struct scenario_fact *fact = &scenario->facts[i];
        CLEANUP(cleanup_string)
        char *text = fact->source ? text_format("%s (%s)", fact->says, fact->source) : text_copy(fact->says);

        print_item(fact->basis, 12, text);
    }
}

static void print_cause(const struct advised_cause *cause)
{
    print_paragraph(cause->says);
    if (cause->check.command)
        printf("      check  [%s] %s\n", cause->check.at, cause->check.command);
    for (size_t i = 0; i < cause->remedies.count; i++)
        wrapped_print(stdout, wrapped_width(stdout), "      ", 8, cause->remedies.items[i]);
    for (size_t i = 0; i < cause->command_count; i++)
        printf("      [%s] %s\n", cause->commands[i].at, cause->commands[i].command);
    for (size_t i = 0; i < cause->looks.count; i++)
        wrapped_print(stdout, wrapped_width(stdout), "      ", 8, cause->looks.items[i]);
}

static void print_causes(const struct scenario *scenario)
{
    CLEANUP(diagnoses_free) struct diagnoses *diagnoses = diagnosis_of_scenario(scenario);

    printf("\nWhy, and what to do\n");
    for (size_t i = 0; i < diagnoses->items[0].cause_count; i++)
        print_cause(&diagnoses->items[0].causes[i]);
}

static void print_text(const struct scenario *scenario)
{
    CLEANUP(cleanup_string) char *first = text_format("%s  ", scenario->id);

    wrapped_print(stdout, wrapped_width(stdout), first, strlen(first), scenario->title);
    printf("    %s\n", scenario->direction);
    print_words("What Exchange prints", &scenario->errors);
    if (scenario->event) {
        printf("\nOn the wire\n");
        print_paragraph(scenario->event);
    }
    print_causes(scenario);
    print_words("Look at", &scenario->looks);
    print_look_alikes(scenario);
    if (scenario->not_played) {
        printf("\nNot played in the lab\n");
        print_paragraph(scenario->not_played);
    }
    for (size_t i = 0; i < scenario->variant_count; i++)
        print_variant(scenario, &scenario->variants[i]);
    print_facts(scenario);
    print_words("Sources", &scenario->sources);
}

int command_show(int count, char **arguments)
{
    const char *json = NULL, *folder = NULL;
    const struct option_row rows[] = {
        {"json", NULL, "as JSON", &json},
        {"scenarios", "DIR", "add the scenarios of a folder of yours", &folder},
        {0},
    };
    struct error error;
    int first;
    const int status = options_parse("show", "ID", rows, count, arguments, &first);
    const struct scenario *scenario;

    if (status >= 0)
        return status;
    if (first + 1 != count)
        return command_fail(EXIT_USAGE, "show takes one id; `fblab list` prints them");
    CLEANUP(library_free) struct library *library = library_load(NULL, &error);
    if (!library || (folder && !library_add(library, folder, &error)))
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    scenario = library_find(library, arguments[first], NULL, &error);
    if (!scenario)
        return command_fail(EXIT_USAGE, "%s", error.text);
    if (json)
        print_json(scenario);
    else
        print_text(scenario);
    return EXIT_AS_EXPECTED;
}
