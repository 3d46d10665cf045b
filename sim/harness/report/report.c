/* SPDX-License-Identifier: MIT */
/* Writes the files that were asked for, each by its writer. */
#include "report.h"

#include "base/cleanup.h"
#include "base/file_draft.h"
#include "base/memory.h"
#include "base/text.h"

typedef void report_writer(const struct results *results, FILE *output);

/* Complete before the file is begun. */
static bool write_file(const char *path, report_writer *writer, const struct results *results, struct error *error)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;
    FILE *output = text_stream(&text, &size);

    writer(results, output);
    text_stream_close(output);
    return file_write(path, text, size, 0644, error);
}

bool report_files_check(const struct report_files *files, struct error *error)
{
#define REPORT_PATH(name, help) files->name,
    const char *const paths[] = {REPORT_FORMATS(REPORT_PATH)};
#undef REPORT_PATH

    for (size_t i = 0; i < ARRAY_SIZE(paths); i++)
        if (paths[i] && !file_target_check(paths[i], true, error))
            return false;
    return true;
}

bool report_files_write(const struct report_files *files, const struct results *results, struct error *error)
{
#define REPORT_ROW(name, help) {files->name, report_##name},
    const struct {
        const char *path;
        report_writer *writer;
    } rows[] = {REPORT_FORMATS(REPORT_ROW)};
#undef REPORT_ROW

    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (rows[i].path && !write_file(rows[i].path, rows[i].writer, results, error))
            return false;
    return true;
}
