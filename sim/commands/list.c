/* SPDX-License-Identifier: MIT */
/* fblab list: the catalogue. */
#include "fblab_commands.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "scenario/scenario.h"
#include "terminal/grid.h"
#include "terminal/json_output.h"
#include "terminal/paragraph.h"
#include "terminal/status.h"
#include "vocabulary/eras.h"

#include <jansson.h>

static const char *era_of(const struct scenario *scenario)
{
    return scenario->era ? scenario->era : DEFAULT_ERA;
}

static json_t *to_json(const struct scenario *scenario)
{
    json_t *variants = json_array();
    char id[32];

    for (size_t i = 0; i < scenario->variant_count; i++)
        json_array_append_new(variants, json_string(variant_id(scenario, &scenario->variants[i], id)));
    return json_pack("{s:s, s:s, s:s, s:s, s:o}", "id", scenario->id, "title", scenario->title, "direction",
                     scenario->direction, "era", era_of(scenario), "variants", variants);
}

static void print_json(const struct library *library)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < library_count(library); i++)
        json_array_append_new(rows, to_json(library_at(library, i)));
    json_output(rows);
}

static const struct grid_column columns[] = {{NULL, false, 0}, {NULL, false, 0}, {NULL, false, 0}};

/* Below it the direction, which `show` has too, leaves titles no room. */
enum { WIDTH_WITH_DIRECTION = 76 };

static bool has_direction(const struct display *display)
{
    return !display->terminal || display->width >= WIDTH_WITH_DIRECTION;
}

static void put_row(struct grid *grid, const struct scenario *scenario, bool with_direction)
{
    CLEANUP(cleanup_string)
    char *variants =
        scenario->variant_count > 1 ? text_format(" (%zu variants)", scenario->variant_count) : text_copy("");

    grid_put(grid, STYLE_STRONG, scenario->id);
    if (with_direction)
        grid_put(grid, STYLE_PLAIN, scenario->direction);
    grid_format(grid, STYLE_PLAIN, "%s%s%s", scenario->title, scenario->not_played ? " (not played)" : "", variants);
}

/* Those of one era, below its name; the first era has none. */
static void print_era(const struct library *library, const struct term *era, const struct display *display)
{
    CLEANUP(grid_free) struct grid *grid = grid_new(columns, ARRAY_SIZE(columns) - !has_direction(display), 0);

    CLEANUP(cleanup_string) char *head = text_format("%s: %s", era->name, era->meaning);

    if (display->terminal && !text_equal(era->name, DEFAULT_ERA)) {
        fputc('\n', display->output);
        paragraph_print(display, "", 0, head);
    }
    for (size_t i = 0; i < library_count(library); i++)
        if (text_equal(era_of(library_at(library, i)), era->name))
            put_row(grid, library_at(library, i), has_direction(display));
    grid_print(grid, display);
}

static void print_rows(const struct library *library)
{
    const struct display display = display_of(stdout);

    for (size_t i = 0; i < eras.count; i++)
        print_era(library, &eras.items[i], &display);
}

struct list {
    bool json;
    const char *scenarios;
};

static const struct option_row options[] = {
    {"json", NULL, "as JSON", OPTION_INTO(struct list, json)},
    {"scenarios", "DIR", "add the scenarios of a folder of yours", OPTION_INTO(struct list, scenarios)},
};

static int run(void *values, int count, char **operands)
{
    const struct list *const list = values;
    struct error error = {""};
    CLEANUP(library_free) struct library *library = NULL;

    if (count > 0)
        return complain(STATUS_USAGE, "list takes no operand \"%s\"; did you mean `fblab show %s`?", operands[0],
                        operands[0]);
    if (!(library = library_load_with(list->scenarios, &error)))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if (list->json)
        print_json(library);
    else
        print_rows(library);
    return STATUS_DONE;
}

const struct subcommand list_command = {
    .name = "list",
    .arguments = "",
    .listed = "list|show",
    .summary = "the catalogue; one failure of it whole",
    .about = "Lists the documented failures: id, direction, title.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct list),
    .run = run,
};
