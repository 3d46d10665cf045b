/* SPDX-License-Identifier: MIT */
/* Redacts a trace, writes it as a scenario, and says what became of it. */
#include "save_trace.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "recorder/redaction.h"
#include "recorder/trace_scenario.h"
#include "terminal/status.h"
#include "vocabulary/party_names.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

static struct trace_scenario scenario_of(const struct saving *saving)
{
    return (struct trace_scenario){.path = saving->path ? saving->path : "xRecorded.xml",
                                   .party = saving->party ? saving->party : PARTY_ONPREM,
                                   .source = saving->source,
                                   .replace = saving->force};
}

int save_trace_check(const struct saving *saving)
{
    const struct trace_scenario scenario = scenario_of(saving);
    struct error error;

    if (!trace_scenario_is_named(&scenario, &error))
        return complain(STATUS_USAGE, "%s", error.text);
    return trace_scenario_has_room(&scenario, &error) ? STATUS_DONE : complain(STATUS_UNUSABLE, "%s", error.text);
}

/* NULL: there is no place at all. The caller frees it. */
static char *other_place(const char *path)
{
    const char *const parent = getenv("TMPDIR"), *const slash = strrchr(path, '/');
    CLEANUP(cleanup_string)
    char *folder = text_format("%s/fblab-recording-XXXXXX", parent && *parent ? parent : "/tmp");

    return mkdtemp(folder) ? text_format("%s/%s", folder, slash ? slash + 1 : path) : NULL;
}

static int save_elsewhere(struct trace *trace, const struct trace_scenario *wanted, const struct error *why)
{
    CLEANUP(cleanup_string) char *path = trace->count ? other_place(wanted->path) : NULL;
    struct trace_scenario scenario = *wanted;
    struct error error = {""};

    scenario.path = path;
    if (path && trace_scenario_write(trace, &scenario, &error))
        return complain(STATUS_UNUSABLE, "%s; the recording is in %s", why->text, path);
    if (path)
        rmdir(dirname(path)); /* what holds some of it stays */
    return complain(STATUS_UNUSABLE, "%s", why->text);
}

static int save(struct trace *trace, const struct saving *saving)
{
    const struct trace_scenario scenario = scenario_of(saving);
    struct redaction_summary summary = {{0}, 0};
    struct error error;

    if (!saving->keep_secrets)
        summary = trace_redact(trace, saving->redact_ip);
    if (!trace_scenario_write(trace, &scenario, &error))
        return save_elsewhere(trace, &scenario, &error);
    const size_t written = trace->count - trace->without_room;
    printf("%s: %zu answer%s\n", scenario.path, written, written == 1 ? "" : "s");
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
