/* SPDX-License-Identifier: MIT */
#include "look_up_report.h"
#include "base/cleanup.h"
#include "base/text.h"
#include "diagnosis/paragraph.h"

#include <string.h>

/* A row takes 80 columns at most. The widest name of a healthy lab is accounts.accesscontrol.windows.net. */
#define WIDTH_PARTY 34
#define WIDTH_OUTCOME 22

static const char *known(const char *text)
{
    return text ? text : "";
}

static void print_head(const struct lookup *lookup, FILE *output, bool colour)
{
    const char *const way = way_name(lookup->way);
    const bool more = *way && !text_equal(way, lookup->direction);
    CLEANUP(cleanup_string) char *head = text_format("%s asks for %s", known(lookup->requester), known(lookup->target));

    styled_print(output, STYLE_STRONG, colour, lookup->requester ? head : known(lookup->target));
    if (lookup->direction)
        fprintf(output, " (%s%s%s)", lookup->direction, more ? ", " : "", more ? way : "");
    fputs("\n\n", output);
}

/* "ok 200", "401 Unauthorized", "tls-alert 70"; the caller frees it. */
static char *outcome_text(const struct evidence *evidence)
{
    const char *const name = outcome_name(evidence->outcome);

    if (evidence->outcome == OUTCOME_HTTP_STATUS)
        return text_format("%d %s", evidence->http_status, known(evidence->reason));
    if (evidence->outcome == OUTCOME_TLS_ALERT)
        return text_format("%s %d", name, evidence->tls_alert);
    if (evidence->fault_code)
        return text_format("%s %s", name, evidence->fault_code);
    return evidence->http_status ? text_format("%s %d", name, evidence->http_status) : text_copy(name);
}

static void print_hop(const struct evidence *evidence, int width, bool failing, FILE *output, bool colour)
{
    CLEANUP(cleanup_string) char *outcome = outcome_text(evidence);
    CLEANUP(cleanup_string) char *cell = cell_text(outcome, WIDTH_OUTCOME);
    CLEANUP(cleanup_string) char *party = cell_text(known(evidence->party), WIDTH_PARTY);

    styled_print(output, STYLE_BAD, colour && failing, failing ? "> " : "  ");
    fprintf(output, "%-12s %s%*s %6.1f  ", hop_name(evidence->hop), party, width - (int)cell_width(party), "",
            evidence->elapsed_ms);
    styled_print(output, failing ? STYLE_BAD : STYLE_GOOD, colour && (failing || evidence->outcome == OUTCOME_OK),
                 cell);
    fputc('\n', output);
}

static int party_width(const struct lookup *lookup)
{
    size_t width = strlen("asked");

    for (size_t i = 0; i < lookup->evidence_count; i++) {
        const size_t needed = cell_width(known(lookup->evidence[i].party));
        width = needed > width ? needed : width;
    }
    return width < WIDTH_PARTY ? (int)width : WIDTH_PARTY;
}

static void print_hops(const struct lookup *lookup, FILE *output, bool colour)
{
    const struct evidence *const failure = lookup->ok ? NULL : lookup_failure(lookup);
    const int width = party_width(lookup);
    CLEANUP(cleanup_string) char *head = text_format("  %-12s %-*s %6s  outcome", "hop", width, "asked", "ms");

    styled_print(output, STYLE_FAINT, colour, head);
    fputc('\n', output);
    for (size_t i = 0; i < lookup->evidence_count; i++)
        print_hop(&lookup->evidence[i], width, &lookup->evidence[i] == failure, output, colour);
    fputc('\n', output);
}

static void print_events(const struct lookup *lookup, FILE *output)
{
    fprintf(output, "%zu busy %s\n", lookup->event_count, lookup->event_count == 1 ? "time" : "times");
    for (size_t i = 0; i < lookup->event_count; i++) {
        const struct evidence_event *const event = &lookup->events[i];
        CLEANUP(cleanup_string)
        char *text = text_format("%s to %s %s", known(event->start), known(event->end), known(event->subject));
        paragraph_print(output, known(event->busy_type), text);
    }
}

static void print_failure(const struct lookup *lookup, const struct diagnoses *diagnoses, bool lab, FILE *output, bool colour)
{
    styled_print(output, STYLE_STRONG, colour,
                 lookup->way == WAY_CLIENT ? "What a client prints" : "What Exchange prints");
    fputc('\n', output);
    paragraph_print(output, "text", known(lookup->error_text));
    if (lookup->exception_class)
        paragraph_print(output, "type", lookup->exception_class);
    if (lookup->response_code)
        paragraph_print(output, "code", lookup->response_code);
    fputc('\n', output);
    diagnoses_print(diagnoses, lab, output, colour);
}

void report_print(const struct lookup *lookup, const struct diagnoses *diagnoses, bool lab, FILE *output, bool colour)
{
    print_head(lookup, output, colour);
    print_hops(lookup, output, colour);
    if (lookup->ok)
        print_events(lookup, output);
    else
        print_failure(lookup, diagnoses, lab, output, colour);
}
