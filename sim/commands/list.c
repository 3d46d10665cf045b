/* SPDX-License-Identifier: MIT */
#include "subcommand.h"

#include "base/cleanup.h"
#include "scenario/scenario.h"

#include <jansson.h>

static json_t *to_json(const struct scenario *scenario)
{
    json_t *variants = json_array();
    char id[16];

    for (size_t i = 0; i < scenario->variant_count; i++)
        json_array_append_new(variants, json_string(variant_id(scenario, &scenario->variants[i], id)));
    return json_pack("{s:s, s:s, s:s, s:o}", "id", scenario->id, "title", scenario->title, "direction",
                     scenario->direction, "variants", variants);
}

static void print_json(const struct library *library)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < library_count(library); i++)
        json_array_append_new(rows, to_json(library_at(library, i)));
    json_dumpf(rows, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(rows);
}

static void print_row(const struct scenario *scenario)
{
    printf("%-12s %-22s %s", scenario->id, scenario->direction, scenario->title);
    if (scenario->not_played)
        printf(" (not played)");
    if (scenario->variant_count > 1)
        printf(" (%zu variants)", scenario->variant_count);
    putchar('\n');
}

int command_list(int count, char **arguments)
{
    const char *json = NULL, *folder = NULL;
    const struct option_row rows[] = {
        {"json", NULL, "as JSON", &json},
        {"scenarios", "DIR", "add the scenarios of a folder of yours", &folder},
        {0},
    };
    struct error error;
    int first;
    const int status = options_parse("list", "", rows, count, arguments, &first);

    if (status >= 0)
        return status;
    if (first < count)
        return command_fail(EXIT_USAGE, "list takes no operand \"%s\"; did you mean `fblab show %s`?", arguments[first],
                            arguments[first]);
    CLEANUP(library_free) struct library *library = library_load(NULL, &error);
    if (!library || (folder && !library_add(library, folder, &error)))
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    if (json)
        print_json(library);
    for (size_t i = 0; !json && i < library_count(library); i++)
        print_row(library_at(library, i));
    return EXIT_AS_EXPECTED;
}
