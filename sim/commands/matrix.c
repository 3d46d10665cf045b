/* SPDX-License-Identifier: MIT */
#include "subcommand.h"

#include "base/cleanup.h"
#include "harness/report/matrix_page.h"
#include "harness/report/matrix_report.h"
#include "harness/run/matrix.h"
#include "interruption.h"
#include "isolation/namespaces.h"

#include <limits.h>
#include <time.h>
#include <unistd.h>

enum { MOST_JOBS = 64, MOST_SECONDS = 3600, DEFAULT_SECONDS = 30 };

struct wishes {
    const char *tool, *verdicts, *json, *junit, *html, *jobs, *timeout, *isolated, *scenarios, *seed;
};

static void show_progress(const struct matrix *matrix, const struct matrix_row *row, size_t done)
{
    fprintf(stderr, "\r\033[K%zu of %zu: %s %.50s", done, matrix->count, row->selected.id,
            selected_title(&row->selected));
    if (done == matrix->count)
        fputs("\r\033[K", stderr);
}

static int report(const struct matrix *matrix, const struct wishes *wishes, struct error *error)
{
    json_t *json = wishes->json ? matrix_to_json(matrix) : NULL;

    if (json)
        json_dumpf(json, stdout, JSON_INDENT(2));
    else
        matrix_table(matrix, stdout, command_colour());
    if (json)
        putchar('\n');
    json_decref(json);
    if (wishes->junit && !matrix_junit(matrix, wishes->junit, error))
        return command_fail(EXIT_UNUSABLE, "%s", error->text);
    if (wishes->html && !matrix_page(matrix, wishes->html, error))
        return command_fail(EXIT_UNUSABLE, "%s", error->text);
    return matrix_count(matrix, MATRIX_WRONG) ? EXIT_NOT_AS_EXPECTED : EXIT_AS_EXPECTED;
}

/* In no scenario did the shell find it: that is no verdict on the tool. */
static bool never_ran(const struct matrix *matrix)
{
    for (size_t i = 0; i < matrix->count; i++)
        if (matrix->rows[i].state != MATRIX_SKIPPED && matrix->rows[i].verdict.kind != VERDICT_NOT_RUN)
            return false;
    return true;
}

static int run(struct matrix *matrix, unsigned jobs, const struct wishes *wishes)
{
    struct error error = {""};
    struct interruption interruption;

    interruption_begin(&interruption);
    matrix->stop = interruption.descriptor;
    const bool done = matrix_run(matrix, jobs, isatty(STDERR_FILENO) ? show_progress : NULL, &error);
    interruption_end(&interruption);
    if (!done)
        return command_fail(EXIT_UNUSABLE, "%s", error.text);
    if (never_ran(matrix))
        return command_fail(EXIT_UNUSABLE, "the shell cannot run the tool: %s", matrix->tool);
    return report(matrix, wishes, &error);
}

static int prepare(const struct wishes *wishes, char **ids, size_t count)
{
    unsigned long jobs = command_cores(), seconds = DEFAULT_SECONDS, seed = (unsigned long)time(NULL);
    CLEANUP(matrix_clear) struct matrix matrix = {.tool = wishes->tool, .scenarios = wishes->scenarios};
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
    matrix.isolated = wishes->isolated;
    matrix.seconds = (double)seconds;
    matrix.seed = seed;
    matrix_make(&matrix, &selection);
    return run(&matrix, (unsigned)jobs, wishes);
}

int command_matrix(int count, char **arguments)
{
    struct wishes wishes = {0};
    const struct option_row rows[] = {
        {"tool", "CMD", "what to run for each row, by sh -c", &wishes.tool},
        {"verdicts", "FILE", "how its output says a row; else the first it names", &wishes.verdicts},
        {"timeout", "SECONDS", "end a run of the tool after so long; 30", &wishes.timeout},
        {"json", NULL, "as JSON", &wishes.json},
        {"junit", "FILE", "write a JUnit report as well", &wishes.junit},
        {"html", "FILE", "and a page: the matrix, what the tool said, and why", &wishes.html},
        {"jobs", "N", "labs at once; as many as there are cores", &wishes.jobs},
        {"isolated", NULL, "the tool sees the real names at the real ports", &wishes.isolated},
        {"scenarios", "DIR", "add the scenarios of a folder of yours", &wishes.scenarios},
        {"seed", "N", "repeat what is drawn at random", &wishes.seed},
        {0},
    };
    int first;
    const int status = options_parse("matrix", "[ID...]", rows, count, arguments, &first);

    if (status >= 0)
        return status;
    if (!wishes.tool)
        return command_fail(EXIT_USAGE, "--tool CMD is missing; `fblab matrix --help` tells more");
    return prepare(&wishes, arguments + first, (size_t)(count - first));
}
