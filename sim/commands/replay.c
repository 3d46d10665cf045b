/* SPDX-License-Identifier: MIT */
#include "subcommand.h"

#include "base/cleanup.h"
#include "harness/report/replay_report.h"
#include "harness/run/replay.h"
#include "interruption.h"

#include <limits.h>
#include <time.h>
#include <unistd.h>

enum { MOST_JOBS = 64 };

static void show_progress(void *context, const struct replay_row *row, size_t done, size_t total)
{
    (void)context;
    fprintf(stderr, "\r\033[K%zu of %zu: %s %s", done, total, row->id, row->scenario->title);
    if (done == total)
        fputs("\r\033[K", stderr);
}

static int report(const struct replay *replay, bool json, const char *junit, struct error *error)
{
    if (json)
        report_json(replay, stdout);
    else
        report_table(replay, stdout, command_colour());
    if (junit && !report_junit(replay, junit, error))
        return command_fail(EXIT_UNUSABLE, "%s", error->text);
    return report_failed(replay) ? EXIT_NOT_AS_EXPECTED : EXIT_AS_EXPECTED;
}

int command_replay(int count, char **arguments)
{
    const char *json = NULL, *junit = NULL, *folder = NULL, *jobs_text = NULL, *seed_text = NULL;
    const struct option_row rows[] = {
        {"json", NULL, "as JSON", &json},
        {"junit", "FILE", "write a JUnit report as well", &junit},
        {"jobs", "N", "labs at once; as many as there are cores", &jobs_text},
        {"scenarios", "DIR", "add the scenarios of a folder of yours", &folder},
        {"seed", "N", "repeat what is drawn at random", &seed_text},
        {0},
    };
    unsigned long jobs = command_cores(), seed = (unsigned long)time(NULL);
    struct interruption interruption;
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
    CLEANUP(replay_free)
    struct replay *replay = replay_new(library, arguments + first, (size_t)(count - first), &error);
    if (!replay)
        return command_fail(EXIT_USAGE, "%s", error.text);
    replay->seed = seed;
    interruption_begin(&interruption);
    replay->stop = interruption.descriptor;
    const bool done =
        replay_run(replay, folder, (unsigned)jobs, isatty(STDERR_FILENO) ? show_progress : NULL, NULL, &error);
    interruption_end(&interruption);
    if (!done)
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    return report(replay, json, junit, &error);
}
