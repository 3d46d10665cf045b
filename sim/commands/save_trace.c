/* SPDX-License-Identifier: MIT */
/* Redacts a trace, writes it as a scenario, and says what became of it. */
#include "save_trace.h"

#include "recorder/redaction.h"
#include "recorder/trace_scenario.h"
#include "terminal/status.h"
#include "vocabulary/party_names.h"

#include <stdio.h>

static void print_redaction(const struct redaction_summary *summary)
{
    const char *separator = "redacted: ";

    for (enum redacted what = 0; what < REDACTED_COUNT; what++)
        if (summary->counts[what]) {
            printf("%s%zu %s", separator, summary->counts[what], redacted_name(what));
            separator = ", ";
        }
    printf("%s; read it before you pass it on\n", *separator == ',' ? "" : "nothing had to be redacted");
    if (summary->dropped)
        printf("left out: %zu answers that could not be searched for secrets\n", summary->dropped);
}

static int save(struct trace *trace, const struct saving *saving)
{
    const struct trace_scenario scenario = {.path = saving->path ? saving->path : "xRecorded.xml",
                                            .party = saving->party ? saving->party : PARTY_ONPREM,
                                            .source = saving->source};
    struct redaction_summary summary = {{0}, 0};
    struct error error;

    if (!saving->keep_secrets)
        summary = trace_redact(trace);
    if (!trace_scenario_write(trace, &scenario, &error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    printf("%s: %zu answer%s\n", scenario.path, trace->count, trace->count == 1 ? "" : "s");
    if (saving->keep_secrets)
        puts("nothing was redacted: tokens, cookies, passwords and addresses are in it");
    else
        print_redaction(&summary);
    if (trace->skipped)
        printf("left out: %zu, the first because %s\n", trace->skipped, trace->why);
    return STATUS_DONE;
}

int save_trace(struct trace *trace, const struct saving *saving)
{
    const int status = save(trace, saving);

    trace_clear(trace);
    return status;
}
