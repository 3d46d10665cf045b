/* SPDX-License-Identifier: MIT */
#include "subcommand.h"

#include "base/cleanup.h"
#include "harness/report/report.h"
#include "harness/run/replay.h"
#include "interruption.h"

#include <limits.h>
#include <time.h>
#include <unistd.h>

enum { MOST_JOBS = 64 };

static void show_progress(void *context, const struct results *results, const struct results_row *row, size_t done)
{
    (void)context;
    fprintf(stderr, "\r\033[K%zu of %zu: %s %s", done, results->count, row->selected.id, row->selected.scenario->title);
    if (done == results->count)
        fputs("\r\033[K", stderr);
}

static int report(const struct results *results, bool json, const struct report_files *files)
{
    struct error error = {""};

    (json ? report_json : report_table)(results, stdout);
    if (!report_files_write(files, results, &error))
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    return results_count(results, RESULTS_RIGHT) < results->count ? EXIT_NOT_AS_EXPECTED : EXIT_AS_EXPECTED;
}

static int run(struct results *results, struct results_settings *settings, bool json, const struct report_files *files)
{
    struct interruption interruption;
    struct error error = {""};

    interruption_begin(&interruption);
    settings->stop = interruption.descriptor;
    settings->progress = isatty(STDERR_FILENO) ? show_progress : NULL;
    const bool done = replay_run(results, settings, &error);
    interruption_end(&interruption);
    return done ? report(results, json, files) : command_fail(EXIT_UNUSABLE, "%s", error.text);
}

int command_replay(int count, char **arguments)
{
    const char *json = NULL, *folder = NULL, *jobs_text = NULL, *seed_text = NULL;
    struct report_files files = {0};
#define REPORT_OPTION(name, help) {#name, "FILE", help, &files.name},
    const struct option_row rows[] = {
        {"json", NULL, "as JSON", &json},
        REPORT_FORMATS(REPORT_OPTION){"jobs", "N", "labs at once; as many as there are cores", &jobs_text},
        {"scenarios", "DIR", "add the scenarios of a folder of yours", &folder},
        {"seed", "N", "repeat what is drawn at random", &seed_text},
        {0},
    };
#undef REPORT_OPTION
    unsigned long jobs = command_cores(), seed = (unsigned long)time(NULL);
    struct error error;
    int first;
    const int status = options_parse("replay", "[ID...]", rows, count, arguments, &first);

    if (status >= 0)
        return status;
    if (!option_number("jobs", jobs_text, MOST_JOBS, &jobs) || !option_number("seed", seed_text, LONG_MAX, &seed))
        return EXIT_USAGE;
    CLEANUP(library_free) struct library *library = library_load(NULL, &error);
    if (!library || (folder && !library_add(library, folder, &error)))
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    CLEANUP(selection_clear) struct selection selection = {0};
    if (!selection_make(&selection, library, arguments + first, (size_t)(count - first), &error))
        return command_fail(EXIT_USAGE, "%s", error.text);
    CLEANUP(results_clear) struct results results = {.seed = seed};
    struct results_settings settings = {.scenarios = folder, .jobs = (unsigned)jobs};
    results_make(&results, &selection);
    return run(&results, &settings, json, &files);
}
