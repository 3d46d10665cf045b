/* SPDX-License-Identifier: MIT */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
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

static json_t *repair_json(const struct variant *variant)
{
    json_t *const array = json_array();

    for (size_t i = 0; variant && i < variant->repair.count; i++)
        json_array_append_new(array, json_pack("{s:s,s:s}", "at", variant->repair.items[i].at, "command",
                                               variant->repair.items[i].command));
    return array;
}

static json_t *explanation_json(const struct scenario *scenario, const struct variant *variant)
{
    return json_pack("{s:s,s:s,s:s?,s:o,s:s?,s:o,s:o,s:o,s:o,s:o,s:o}", "id", scenario->id, "title", scenario->title,
                     "direction", scenario->direction, "errors", words_json(&scenario->errors), "event",
                     scenario->event, "causes", words_json(&scenario->causes), "collect", words_json(&scenario->checks),
                     "remedies", words_json(&scenario->remedies), "repair", repair_json(variant), "look_alikes",
                     look_alikes_json(scenario), "sources", words_json(&scenario->sources));
}

static void print_words(const char *label, const struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        paragraph_print(stdout, i == 0 ? label : "", words->items[i]);
}

static void print_repair(const struct variant *variant)
{
    for (size_t i = 0; variant && i < variant->repair.count; i++) {
        const struct scenario_command *const command = &variant->repair.items[i];
        CLEANUP(cleanup_string) char *text = text_format("[%s] %s", command->at, command->command);
        paragraph_command(stdout, i == 0 ? "repair" : "", text);
    }
}

static void print_look_alikes(const struct scenario *scenario)
{
    for (size_t i = 0; i < scenario->look_alike_count; i++) {
        CLEANUP(cleanup_string)
        char *text = text_format("%s: %s", scenario->look_alikes[i].id, scenario->look_alikes[i].check);
        paragraph_print(stdout, i == 0 ? "not" : "", text);
    }
}

static void print_explanation(const struct scenario *scenario, const struct variant *variant)
{
    CLEANUP(cleanup_string) char *title = text_format("%-3s %s", scenario->id, scenario->title);

    styled_print(stdout, STYLE_STRONG, output_colour(stdout), title);
    fputc('\n', stdout);
    paragraph_print(stdout, "direction", scenario->direction);
    print_words("text", &scenario->errors);
    paragraph_print(stdout, "event", scenario->event);
    print_words("cause", &scenario->causes);
    print_words("collect", &scenario->checks);
    print_words("remedy", &scenario->remedies);
    print_repair(variant);
    print_look_alikes(scenario);
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
    const struct variant *variant = NULL;

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
    if (!scenario->not_played)
        library_find(library, argv[first], &variant, &error);
    if (explain.json)
        output_json(explanation_json(scenario, variant), JSON_INDENT(2));
    else
        print_explanation(scenario, variant);
    return fflush(stdout) == 0 ? STATUS_DONE : complain(STATUS_UNUSABLE, "standard output cannot be written");
}
