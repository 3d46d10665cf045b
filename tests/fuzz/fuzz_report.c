/* SPDX-License-Identifier: MIT */
/* What `fblab matrix merge` and --baseline may be given: what is read is written in every format. */
#include "base/cleanup.h"
#include "harness/report/report.h"
#include "harness/run/merged_reports.h"
#include "harness/run/tolerance.h"
#include "input.h"
#include "target.h"

#include <stdlib.h>

static void write_all(const struct results *results)
{
    static void (*const writers[])(const struct results *, FILE *) = {report_json, report_junit, report_html,
                                                                      report_tap, report_sarif};
    CLEANUP(cleanup_file) FILE *nothing = fopen("/dev/null", "we");

    for (size_t i = 0; nothing && i < ARRAY_SIZE(writers); i++)
        writers[i](results, nothing);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct library *library;
    struct error error = {""};

    if (!library && !(library = library_load(NULL, NULL)))
        abort();
    const char *path = input_file("report.json", data, size);
    char *paths[] = {(char *)(uintptr_t)path};
    CLEANUP(merged_reports_free) struct merged_reports *merged = merged_reports_read(paths, 1, library, &error);
    if (!merged == !*error.text)
        abort();
    struct error other = {""};
    CLEANUP(tolerance_free) struct tolerance *tolerance = tolerance_new("06,10", library, &other);
    if (!tolerance || (merged && !tolerance_read_baseline(tolerance, path, &other)))
        abort();
    for (size_t i = 0; merged && i < merged->results.count; i++)
        tolerance_apply(tolerance, &merged->results.rows[i]);
    if (merged)
        write_all(&merged->results);
    return 0;
}
