/* SPDX-License-Identifier: MIT */
/* A look-up for people: its hops, then busy times or what failed. */
#include "look_up_report.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "phrase/phrase.h"
#include "terminal/grid.h"
#include "terminal/paragraph.h"

#include <string.h>

#define BLOCK_INDENT "    "

/* The widest name of a healthy lab is accounts.accesscontrol.windows.net. */
static const struct grid_column hop_columns[] = {
    {"  hop", false, 0}, {"asked", false, 34}, {"ms", true, 0}, {"outcome", false, 60}};

static const char *known(const char *text)
{
    return text ? text : "";
}

static void print_head(const struct lookup *lookup, const struct display *display)
{
    const char *const way = way_name(lookup->way);
    const bool more = *way && !text_equal(way, lookup->direction);
    CLEANUP(cleanup_string) char *head = text_format("%s asks for %s", known(lookup->requester), known(lookup->target));

    display_put(display, STYLE_STRONG, lookup->requester ? head : known(lookup->target));
    if (lookup->direction)
        fprintf(display->output, " (%s%s%s)", lookup->direction, more ? ", " : "", more ? way : "");
    fputs("\n\n", display->output);
}

/* "ok 200", "401 Unauthorized", "tls-alert 70"; the caller frees it. */
static char *outcome_text(const struct evidence *evidence)
{
    /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a look-up that counts records has them */
    const char *const name = outcome_name(evidence->outcome);

    if (evidence->outcome == OUTCOME_HTTP_STATUS)
        return text_format("%d%s%s", evidence->http_status, evidence->reason ? " " : "", known(evidence->reason));
    if (evidence->outcome == OUTCOME_TLS_ALERT)
        return text_format("%s %d", name, evidence->tls_alert);
    if (evidence->fault_code)
        return text_format("%s %s", name, evidence->fault_code);
    return evidence->http_status ? text_format("%s %d", name, evidence->http_status) : text_copy(name);
}

static void put_hop(struct grid *grid, const struct evidence *evidence, bool failing)
{
    CLEANUP(cleanup_string) char *outcome = outcome_text(evidence);

    grid_format(grid, failing ? STYLE_BAD : STYLE_PLAIN, "%s %s", failing ? ">" : " ", hop_name(evidence->hop));
    grid_put(grid, STYLE_PLAIN, known(evidence->party));
    grid_format(grid, STYLE_PLAIN, "%.1f", evidence->elapsed_ms);
    grid_put(grid, failing ? STYLE_BAD : evidence->outcome == OUTCOME_OK ? STYLE_GOOD : STYLE_PLAIN, outcome);
}

static void print_hops(const struct lookup *lookup, const struct display *display)
{
    const struct evidence *const failure = lookup->ok ? NULL : lookup_failure(lookup);
    CLEANUP(grid_free) struct grid *grid = grid_new(hop_columns, ARRAY_SIZE(hop_columns), 0);

    for (size_t i = 0; i < lookup->evidence_count; i++)
        put_hop(grid, &lookup->evidence[i], &lookup->evidence[i] == failure);
    grid_print(grid, display);
    fputc('\n', display->output);
}

static void print_events(const struct lookup *lookup, const struct display *display)
{
    fprintf(display->output, "%zu busy %s\n", lookup->event_count, lookup->event_count == 1 ? "time" : "times");
    for (size_t i = 0; i < lookup->event_count; i++) {
        const struct evidence_event *const event = &lookup->events[i];
        CLEANUP(cleanup_string)
        char *text = text_format("%s to %s %s", known(event->start), known(event->end), known(event->subject));
        paragraph_labelled(display, known(event->busy_type), text);
    }
}

static void print_failure(const struct lookup *lookup, const struct display *display)
{
    CLEANUP(cleanup_string) char *block = phrase_block(lookup);
    char *rest = block;

    display_put(display, STYLE_STRONG, lookup->way == WAY_CLIENT ? "What a client prints" : "What Exchange prints");
    fputc('\n', display->output);
    for (const char *line; (line = strsep(&rest, "\n"));)
        if (*line)
            paragraph_print(display, BLOCK_INDENT, strlen(BLOCK_INDENT), line);
}

void look_up_report_print(const struct lookup *lookup, const struct display *display)
{
    print_head(lookup, display);
    print_hops(lookup, display);
    if (lookup->ok)
        print_events(lookup, display);
    else
        print_failure(lookup, display);
}
