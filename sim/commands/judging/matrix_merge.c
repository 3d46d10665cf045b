/* SPDX-License-Identifier: MIT */
/* fblab matrix merge: the reports of shards as one report, which is written and judged as if one run had made it. */
#include "matrix_wishes.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "harness/run/merged_reports.h"

#include "terminal/status.h"

int matrix_conclude(const struct row_view *view, const struct results *results, const struct matrix_wishes *wishes)
{
    struct error error = {""};

    row_view_report(view, results);
    if (!report_files_write(&wishes->reports, results, &error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    return results_failing(results) ? STATUS_DIFFERENT : STATUS_DONE;
}

int matrix_tolerance(const struct matrix_wishes *wishes, const struct library *library, struct tolerance **tolerance)
{
    struct error error = {""};

    if (!(*tolerance = tolerance_new(wishes->fail_on, library, &error)))
        return complain(STATUS_USAGE, "%s", error.text);
    if (wishes->baseline && !tolerance_read_baseline(*tolerance, wishes->baseline, &error))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    return STATUS_DONE;
}

int matrix_check_reports(const struct matrix_wishes *wishes, char *const *paths, size_t count)
{
    const char **const read = memory_array(count + 2, sizeof *read);
    const struct report_others others = {wishes->json, read, count + 2};
    struct error error = {""};
    bool apart;

    read[0] = wishes->verdicts;
    read[1] = wishes->baseline;
    for (size_t i = 0; i < count; i++)
        read[2 + i] = paths[i];
    apart = report_files_agree(&wishes->reports, &others, &error);
    free(read);
    if (!apart)
        return complain(STATUS_USAGE, "%s", error.text);
    return report_files_check(&wishes->reports, &error) ? STATUS_DONE : complain(STATUS_UNUSABLE, "%s", error.text);
}

/* What the parts say of this stands, unless it is asked for anew. */
static void tolerate(struct results *results, const struct matrix_wishes *wishes, const struct tolerance *tolerance)
{
    for (size_t i = 0; (wishes->fail_on || wishes->baseline) && i < results->count; i++)
        tolerance_apply(tolerance, &results->rows[i]);
}

/* What only a run can heed. NULL: none of it was wished. */
static const char *wish_of_a_run(const struct matrix_wishes *wishes)
{
    const struct {
        const char *option;
        bool wished;
    } rows[] = {{"--tool", wishes->tool},
                {"--verdicts", wishes->verdicts},
                {"--shard", wishes->shard},
                {"--isolated", wishes->isolated},
                {"--with-admin", wishes->with_admin},
                {"--jobs", wishes->jobs.given},
                {"--timeout", wishes->timeout.given},
                {"--seed", wishes->seed.given}};

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (rows[i].wished)
            return rows[i].option;
    return NULL;
}

int matrix_merge(const struct matrix_wishes *wishes, char *const *paths, size_t count)
{
    struct error error = {""};
    CLEANUP(library_free) struct library *library = library_load_with(wishes->scenarios, &error);
    CLEANUP(tolerance_free) struct tolerance *tolerance = NULL;
    CLEANUP(merged_reports_free) struct merged_reports *merged = NULL;
    int status;

    if (wish_of_a_run(wishes))
        return complain(STATUS_USAGE, "matrix merge runs no tool, and takes no %s", wish_of_a_run(wishes));
    if (count == 0)
        return complain(STATUS_USAGE, "there is no report to merge; name the files that matrix --json has written");
    if (library && (status = matrix_tolerance(wishes, library, &tolerance)) != STATUS_DONE)
        return status;
    if (!library || !(merged = merged_reports_read(paths, count, library, &error)))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if ((status = matrix_check_reports(wishes, paths, count)) != STATUS_DONE)
        return status;
    tolerate(&merged->results, wishes, tolerance);
    CLEANUP(row_view_clear)
    struct row_view view = row_view_begin(&merged->results, RESULTS_OF_MATRIX, wishes->json, &wishes->reports);
    return matrix_conclude(&view, &merged->results, wishes);
}
