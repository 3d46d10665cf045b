/* SPDX-License-Identifier: MIT */
/* fblab matrix: which failures a tool gets wrong. */
#include "fblab_commands/fblab_commands.h"

#include "base/cleanup.h"
#include "fblab_commands/interruption.h"
#include "fblab_commands/lab_start.h"
#include "harness/run/child.h"
#include "harness/run/matrix.h"
#include "isolation/namespaces.h"
#include "lab/lab.h"
#include "matrix_wishes.h"

#include "terminal/status.h"

#include <limits.h>
#include <string.h>

enum { MOST_SECONDS = 3600, DEFAULT_SECONDS = 30 };

#define REPORT_OPTION(name, help) {#name, "FILE", help, OPTION_INTO(struct matrix_wishes, reports.name)},
static const struct option_row options[] = {
    {"tool", "CMD", "what to run for each row, by sh -c", OPTION_INTO(struct matrix_wishes, tool)},
    {"verdicts", "FILE", "how its output says a row; else JSON or a line: 06",
     OPTION_INTO(struct matrix_wishes, verdicts)},
    {"timeout", "SECONDS", "end a run of the tool after so long; 30",
     OPTION_INTO_RANGE(struct matrix_wishes, timeout, 1, MOST_SECONDS)},
    {"json", NULL, "as JSON", OPTION_INTO(struct matrix_wishes, json)},
    REPORT_FORMATS(REPORT_OPTION) /* a row each */
    {"fail-on", "ROWS", "only these make it end with 1: 06,10a", OPTION_INTO(struct matrix_wishes, fail_on)},
    {"baseline", "FILE", "an older report as JSON; what is wrong as then is excused",
     OPTION_INTO(struct matrix_wishes, baseline)},
    {"shard", "K/N", "run the Kth of N parts; without --seed, the seed is 1", OPTION_INTO(struct matrix_wishes, shard)},
    {"jobs", "N", "labs at once; as many as there are cores",
     OPTION_INTO_RANGE(struct matrix_wishes, jobs, 1, MOST_LABS)},
    {"isolated", NULL, "the tool sees the real names at the real ports", OPTION_INTO(struct matrix_wishes, isolated)},
    {"with-admin", NULL, "the tool may arm, and see what is broken", OPTION_INTO(struct matrix_wishes, with_admin)},
    {"scenarios", "DIR", "add the scenarios of a folder of yours", OPTION_INTO(struct matrix_wishes, scenarios)},
    {"seed", "N", "repeat what is drawn at random", OPTION_INTO_RANGE(struct matrix_wishes, seed, 0, LONG_MAX)},
};
#undef REPORT_OPTION

/* In no scenario did the shell find it: that is no verdict on the tool. */
static bool never_ran(const struct results *results)
{
    for (size_t i = 0; i < results->count; i++)
        if (results->rows[i].state != RESULTS_SKIPPED && results->rows[i].verdict.kind != VERDICT_NOT_RUN)
            return false;
    return results->count > 0; /* of few rows, a shard has none */
}

static int judge(const struct matrix *matrix, struct results *results, const struct matrix_wishes *wishes)
{
    CLEANUP(row_view_clear)
    struct row_view view = row_view_begin(results, RESULTS_OF_MATRIX, wishes->json, &wishes->reports);
    struct results_settings settings = {.scenarios = wishes->scenarios,
                                        .jobs = (unsigned)option_number_or(wishes->jobs, labs_at_once(1)),
                                        .progress = row_view_show,
                                        .context = &view};
    struct error error = {""};
    struct interruption interruption;

    interruption_begin(&interruption);
    settings.stop = interruption.descriptor;
    const bool done = matrix_run(matrix, results, &settings, &error);
    progress_hide(&view.progress);
    interruption_end(&interruption);
    if (!done)
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if (never_ran(results))
        return complain(STATUS_UNUSABLE, "the shell cannot run the tool: %s", matrix->tool);
    return matrix_conclude(&view, results, wishes);
}

/* Every shard draws the same, and so do they all together. */
static uint64_t seed_of(const struct matrix_wishes *wishes)
{
    return option_number_or(wishes->seed, wishes->shard ? 1 : lab_draw_seed());
}

static int prepare(const struct matrix_wishes *wishes, char **ids, size_t count, struct results_share share)
{
    struct matrix matrix = {.tool = wishes->tool,
                            .isolated = wishes->isolated,
                            .with_admin = wishes->with_admin,
                            .seconds = (double)option_number_or(wishes->timeout, DEFAULT_SECONDS)};
    CLEANUP(results_clear) struct results results = {.share = share};
    CLEANUP(selection_clear) struct selection selection = {0};
    struct error error = {""};
    CLEANUP(library_free) struct library *library = library_load_with(wishes->scenarios, &error);
    CLEANUP(verdicts_free) struct verdicts *verdicts = NULL;
    CLEANUP(tolerance_free) struct tolerance *tolerance = NULL;
    int status;

    if (!library)
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if (!selection_make(&selection, library, ids, count, &error))
        return complain(STATUS_USAGE, "%s", error.text);
    if (share.of)
        selection_keep_share(&selection, share.nth, share.of);
    if (!(verdicts = verdicts_load(wishes->verdicts, library, &error)))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if ((status = matrix_tolerance(wishes, library, &tolerance)) != STATUS_DONE)
        return status;
    child_find_siblings();
    matrix.verdicts = verdicts;
    matrix.tolerance = tolerance;
    if (wishes->isolated && !namespaces_enter(&error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if ((status = matrix_check_reports(wishes, NULL, 0)) != STATUS_DONE)
        return status;
    results.seed = seed_of(wishes);
    results_make(&results, &selection);
    return judge(&matrix, &results, wishes);
}

static int run(void *values, int count, char **operands)
{
    const struct matrix_wishes *const wishes = values;

    struct results_share share = {0};

    if (count > 0 && strcmp(operands[0], "merge") == 0)
        return matrix_merge(wishes, operands + 1, (size_t)count - 1);
    if (!wishes->tool)
        return complain(STATUS_USAGE, "--tool CMD is missing; see fblab matrix --help");
    if (wishes->shard && !results_share_read(&share, wishes->shard))
        return complain(STATUS_USAGE, "--shard must be K/N, such as 1/3, not \"%s\"", wishes->shard);
    return prepare(wishes, operands, (size_t)count, share);
}

const struct subcommand matrix_command = {
    .name = "matrix",
    .arguments = "--tool CMD [ID...]",
    .summary = "what does a tool of yours get wrong?",
    .about =
        "For each failure, or those of the IDs, and the healthy lab (00): breaks a lab, runs the tool against it, and "
        "compares what it says with what is broken. `fblab matrix merge FILE...` makes one report of those that shards "
        "wrote "
        "with --json.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct matrix_wishes),
    .run = run,
};
