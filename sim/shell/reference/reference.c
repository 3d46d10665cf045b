/* SPDX-License-Identifier: MIT */
/* Help pages of cmdlets, for a terminal. */
#include "reference.h"

#include "base/cleanup.h"
#include "base/nearest.h"
#include "base/text.h"
#include "description.h"
#include "shell/cmdlets/cmdlets.h"
#include "terminal/grid.h"
#include "terminal/paragraph.h"
#include "vocabulary/certificate_defects.h"
#include "vocabulary/wire_faults.h"

#include <string.h>

static const struct grid_column two_columns[] = {{NULL, false, 0}, {NULL, false, 0}};

static void print_words(const struct display *display, const struct terms *words, size_t indent)
{
    CLEANUP(grid_free) struct grid *grid = grid_new(two_columns, ARRAY_SIZE(two_columns), indent);

    for (size_t i = 0; i < words->count; i++) {
        grid_put(grid, STYLE_STRONG, words->items[i].name);
        grid_put(grid, STYLE_PLAIN, words->items[i].meaning);
    }
    grid_print(grid, display);
}

static void print_parameter(const struct display *display, const struct cmdlet *cmdlet,
                            const struct cmdlet_parameter *found)
{
    const struct parameter *parameter = found->parameter;
    CLEANUP(cleanup_string) char *text = describe_parameter(cmdlet, found);
    CLEANUP(cleanup_string)
    char *head =
        text_format("  -%s%s%s", parameter->name, *describe_type(parameter) ? " " : "", describe_type(parameter));

    fprintf(display->output, "%s\n", head);
    if (*text)
        paragraph_print(display, "      ", 6, text);
    if (describe_has_meanings(parameter))
        print_words(display, parameter->words, 6);
}

static void print_cmdlet(const struct display *display, const struct cmdlet *cmdlet)
{
    CLEANUP(cleanup_string) char *name = cmdlet_name(cmdlet), *purpose = describe_purpose(cmdlet);
    CLEANUP(cleanup_string) char *synopsis = describe_synopsis(cmdlet), *at = describe_places(cmdlet);
    CLEANUP(cleanup_string) char *ignored = describe_ignored();
    CLEANUP(cleanup_string) char *title = text_format("%s: %s", name, purpose);
    struct cmdlet_parameter found;

    paragraph_print(display, "", 2, title);
    fputc('\n', display->output);
    paragraph_print(display, "", 4, synopsis);
    fprintf(display->output, "\nRuns at: %s\n\nParameters:\n", at);
    for (size_t i = 0; cmdlet_parameter_at(cmdlet, i, &found); i++)
        if (cmdlet_parameter_shown(&found))
            print_parameter(display, cmdlet, &found);
    fputs("\nTaken besides, and without a meaning here:\n", display->output);
    paragraph_print(display, "  ", 2, ignored);
}

/* false: no cmdlet fits. */
static bool print_list(const struct display *display, const char *pattern)
{
    CLEANUP(grid_free) struct grid *grid = grid_new(two_columns, ARRAY_SIZE(two_columns), 2);
    struct cmdlet cmdlet;
    bool found = false;

    for (size_t i = 0; cmdlet_at(NULL, i, &cmdlet); i++) {
        CLEANUP(cleanup_string) char *name = cmdlet_name(&cmdlet), *purpose = describe_purpose(&cmdlet);
        if (!text_matches(name, pattern))
            continue;
        grid_put(grid, STYLE_STRONG, name);
        grid_put(grid, STYLE_PLAIN, purpose);
        found = true;
    }
    if (found)
        grid_print(grid, display);
    return found;
}

static bool print_all(const struct display *display)
{
    return print_list(display, "*");
}

static bool print_faults(const struct display *display)
{
    fputs("Set-LabFirewall PARTY -Inbound WORD; what happens to connections that are opened to the party:\n",
          display->output);
    print_words(display, &wire_faults, 2);
    fputs("\nSet-LabTls PARTY -Certificate WORD; what certificate it shows:\n", display->output);
    print_words(display, &certificate_defects, 2);
    return true;
}

static const struct reference_topic {
    const char *name;
    bool (*print)(const struct display *display);
} topics[] = {
    {"cmdlets", print_all},
    {"faults", print_faults},
};

bool shell_reference_print(const struct display *display, const char *topic)
{
    struct cmdlet cmdlet;

    for (size_t i = 0; i < ARRAY_SIZE(topics); i++)
        if (text_equal(topics[i].name, topic))
            return topics[i].print(display);
    if (strchr(topic, '*'))
        return print_list(display, topic);
    for (size_t i = 0; cmdlet_at(NULL, i, &cmdlet); i++) {
        CLEANUP(cleanup_string) char *name = cmdlet_name(&cmdlet);
        if (text_equal(name, topic)) {
            print_cmdlet(display, &cmdlet);
            return true;
        }
    }
    return false;
}

char *shell_reference_near(const char *topic)
{
    unsigned away = nearest_limit(topic);
    CLEANUP(cleanup_string) char *nearest = cmdlet_nearest(topic, NULL, &away);

    for (size_t i = 0; i < ARRAY_SIZE(topics); i++)
        if (nearer(topic, topics[i].name, &away)) {
            free(nearest);
            nearest = text_copy(topics[i].name);
        }
    return TAKE(nearest);
}
