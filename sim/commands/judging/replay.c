/* SPDX-License-Identifier: MIT */
/* fblab replay: every failure is played, looked up, repaired and looked up again. */
#include "fblab_commands/fblab_commands.h"

#include "base/cleanup.h"
#include "fblab_commands/interruption.h"
#include "fblab_commands/lab_start.h"
#include "harness/report/row_view.h"
#include "harness/run/replay.h"
#include "lab/lab.h"

#include "terminal/status.h"

#include <limits.h>

/* A look-up that runs into a time-out leaves the core to others. */
enum { LABS_FOR_EACH_CORE = 5 };

struct replay_wishes {
    struct report_files reports;
    const char *scenarios;
    bool json;
    struct option_number jobs, seed;
};

#define REPORT_OPTION(name, help) {#name, "FILE", help, OPTION_INTO(struct replay_wishes, reports.name)},
static const struct option_row options[] = {
    {"json", NULL, "as JSON", OPTION_INTO(struct replay_wishes, json)},
    REPORT_FORMATS(REPORT_OPTION) /* a row each */
    {"jobs", "N", "labs at once; five for each core", OPTION_INTO_RANGE(struct replay_wishes, jobs, 1, MOST_LABS)},
    {"scenarios", "DIR", "add the scenarios of a folder of yours", OPTION_INTO(struct replay_wishes, scenarios)},
    {"seed", "N", "repeat what is drawn at random", OPTION_INTO_RANGE(struct replay_wishes, seed, 0, LONG_MAX)},
};
#undef REPORT_OPTION

static int report(const struct row_view *view, const struct results *results, const struct replay_wishes *wishes)
{
    struct error error = {""};

    row_view_report(view, results);
    if (!report_files_write(&wishes->reports, results, &error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    return results_count(results, RESULTS_RIGHT) < results->count ? STATUS_DIFFERENT : STATUS_DONE;
}

static int play(struct results *results, const struct replay_wishes *wishes)
{
    CLEANUP(row_view_clear)
    struct row_view view = row_view_begin(results, RESULTS_OF_REPLAY, wishes->json, &wishes->reports);
    struct results_settings settings = {.scenarios = wishes->scenarios,
                                        .jobs =
                                            (unsigned)option_number_or(wishes->jobs, labs_at_once(LABS_FOR_EACH_CORE)),
                                        .progress = row_view_show,
                                        .context = &view};
    struct interruption interruption;
    struct error error = {""};

    interruption_begin(&interruption);
    settings.stop = interruption.descriptor;
    const bool done = replay_run(results, &settings, &error);
    progress_hide(&view.progress);
    interruption_end(&interruption);
    return done ? report(&view, results, wishes) : complain(STATUS_UNUSABLE, "%s", error.text);
}

static int run(void *values, int count, char **operands)
{
    const struct replay_wishes *const wishes = values;
    const struct report_others others = {.json = wishes->json};
    struct error error = {""};
    CLEANUP(library_free) struct library *library = library_load_with(wishes->scenarios, &error);
    CLEANUP(selection_clear) struct selection selection = {0};
    CLEANUP(results_clear) struct results results = {0};

    if (!library)
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if (!selection_make(&selection, library, operands, (size_t)count, &error))
        return complain(STATUS_USAGE, "%s", error.text);
    if (!report_files_agree(&wishes->reports, &others, &error))
        return complain(STATUS_USAGE, "%s", error.text);
    if (!report_files_check(&wishes->reports, &error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    results.seed = option_number_or(wishes->seed, lab_draw_seed());
    results_make(&results, &selection);
    return play(&results, wishes);
}

const struct subcommand replay_command = {
    .name = "replay",
    .arguments = "[ID...]",
    .summary = "break, look up, repair, look up again",
    .about =
        "For each failure, or those of the IDs: breaks the lab, looks up with fbcheck, compares text and verdict with "
        "what is documented, repairs, looks up again.",
    .options = options,
    .option_count = ARRAY_SIZE(options),
    .values_size = sizeof(struct replay_wishes),
    .run = run,
};
