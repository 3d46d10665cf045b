/* SPDX-License-Identifier: MIT */
#include "subcommand.h"

#include "base/cleanup.h"
#include "harness/report/report.h"
#include "harness/run/matrix.h"
#include "interruption.h"
#include "isolation/namespaces.h"

#include <limits.h>
#include <time.h>
#include <unistd.h>

enum { MOST_JOBS = 64, MOST_SECONDS = 3600, DEFAULT_SECONDS = 30 };

struct wishes {
    struct report_files reports;
    const char *tool, *verdicts, *json, *jobs, *timeout, *isolated, *scenarios, *seed;
};

static void show_progress(void *context, const struct results *results, const struct results_row *row, size_t done)
{
    (void)context;
    fprintf(stderr, "\r\033[K%zu of %zu: %s %.50s", done, results->count, row->selected.id,
            selected_title(&row->selected));
    if (done == results->count)
        fputs("\r\033[K", stderr);
}

static int report(const struct results *results, const struct wishes *wishes)
{
    struct error error = {""};

    (wishes->json ? report_json : report_table)(results, stdout);
    if (!report_files_write(&wishes->reports, results, &error))
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    return results_count(results, RESULTS_WRONG) ? EXIT_NOT_AS_EXPECTED : EXIT_AS_EXPECTED;
}

/* In no scenario did the shell find it: that is no verdict on the tool. */
static bool never_ran(const struct results *results)
{
    for (size_t i = 0; i < results->count; i++)
        if (results->rows[i].state != RESULTS_SKIPPED && results->rows[i].verdict.kind != VERDICT_NOT_RUN)
            return false;
    return true;
}

static int run(const struct matrix *matrix, struct results *results, struct results_settings *settings,
               const struct wishes *wishes)
{
    struct error error = {""};
    struct interruption interruption;

    interruption_begin(&interruption);
    settings->stop = interruption.descriptor;
    settings->progress = isatty(STDERR_FILENO) ? show_progress : NULL;
    const bool done = matrix_run(matrix, results, settings, &error);
    interruption_end(&interruption);
    if (!done)
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    if (never_ran(results))
        return command_fail(EXIT_UNUSABLE, "the shell cannot run the tool: %s", matrix->tool);
    return report(results, wishes);
}

static int prepare(const struct wishes *wishes, char **ids, size_t count)
{
    unsigned long jobs = command_cores(), seconds = DEFAULT_SECONDS, seed = (unsigned long)time(NULL);
    struct matrix matrix = {.tool = wishes->tool, .isolated = wishes->isolated};
    struct results_settings settings = {.scenarios = wishes->scenarios};
    CLEANUP(results_clear) struct results results = {0};
    CLEANUP(selection_clear) struct selection selection = {0};
    struct error error = {""};

    if (!option_number("jobs", wishes->jobs, MOST_JOBS, &jobs) ||
        !option_number("timeout", wishes->timeout, MOST_SECONDS, &seconds) ||
        !option_number("seed", wishes->seed, LONG_MAX, &seed))
        return EXIT_USAGE;
    CLEANUP(library_free) struct library *library = library_load(NULL, &error);
    if (!library || (wishes->scenarios && !library_add(library, wishes->scenarios, &error)))
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    if (!selection_make(&selection, library, ids, count, &error))
        return command_fail(EXIT_USAGE, "%s", error.text);
    CLEANUP(verdicts_free) struct verdicts *verdicts = verdicts_load(wishes->verdicts, library, &error);
    if (!verdicts)
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    matrix.verdicts = verdicts;
    if (wishes->isolated && !namespaces_enter(&error))
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    matrix.seconds = (double)seconds;
    settings.jobs = (unsigned)jobs;
    results.seed = seed;
    results_make(&results, &selection);
    return run(&matrix, &results, &settings, wishes);
}

int command_matrix(int count, char **arguments)
{
    struct wishes wishes = {0};
#define REPORT_OPTION(name, help) {#name, "FILE", help, &wishes.reports.name},
    const struct option_row rows[] = {
        {"tool", "CMD", "what to run for each row, by sh -c", &wishes.tool},
        {"verdicts", "FILE", "how its output says a row; else the first it names", &wishes.verdicts},
        {"timeout", "SECONDS", "end a run of the tool after so long; 30", &wishes.timeout},
        {"json", NULL, "as JSON", &wishes.json},
        REPORT_FORMATS(REPORT_OPTION){"jobs", "N", "labs at once; as many as there are cores", &wishes.jobs},
        {"isolated", NULL, "the tool sees the real names at the real ports", &wishes.isolated},
        {"scenarios", "DIR", "add the scenarios of a folder of yours", &wishes.scenarios},
        {"seed", "N", "repeat what is drawn at random", &wishes.seed},
        {0},
    };
#undef REPORT_OPTION
    int first;
    const int status = options_parse("matrix", "[ID...]", rows, count, arguments, &first);

    if (status >= 0)
        return status;
    if (!wishes.tool)
        return command_fail(EXIT_USAGE, "--tool CMD is missing; `fblab matrix --help` tells more");
    return prepare(&wishes, arguments + first, (size_t)(count - first));
}
