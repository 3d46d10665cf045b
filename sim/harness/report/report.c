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
    size_t size;
    FILE *output = text_stream(&text, &size);

    writer(results, output);
    text_stream_close(output);
    return file_write(path, text, size, 0644, error);
}

#define REPORT_NUMBER(name, help) NUMBER_OF_##name,
enum { REPORT_FORMATS(REPORT_NUMBER) FORMAT_COUNT };
#undef REPORT_NUMBER

struct target {
    const char *option, *path; /* path NULL: it is not wanted */
};

struct targets {
    struct target items[FORMAT_COUNT];
};

static struct targets targets_of(const struct report_files *files)
{
#define REPORT_TARGET(name, help) {#name, files->name},
    return (struct targets){{REPORT_FORMATS(REPORT_TARGET)}};
#undef REPORT_TARGET
}

static bool agree(const struct target *one, const struct target *other, struct error *error)
{
    return !one->path || !other->path || !file_target_same(one->path, other->path) ||
           error_set(error, "--%s and --%s both write %s; give each a file of its own", one->option, other->option,
                     other->path);
}

static bool spares_sources(const struct target *target, const struct report_others *others, struct error *error)
{
    for (size_t i = 0; target->path && i < others->count; i++)
        if (others->reads[i] && file_target_same(target->path, others->reads[i]))
            return error_set(error, "--%s would replace %s, which is read; name another file", target->option,
                             others->reads[i]);
    return true;
}

bool report_files_agree(const struct report_files *files, const struct report_others *others, struct error *error)
{
    const struct targets targets = targets_of(files);
    const struct target json = {"json", others->json ? "-" : NULL};

    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (!agree(&json, &targets.items[i], error) || !spares_sources(&targets.items[i], others, error))
            return false;
        for (size_t j = 0; j < i; j++)
            if (!agree(&targets.items[j], &targets.items[i], error))
                return false;
    }
    return true;
}

bool report_files_check(const struct report_files *files, struct error *error)
{
    const struct targets targets = targets_of(files);

    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (targets.items[i].path && !file_target_check(targets.items[i].path, true, error))
            return false;
    return true;
}

bool report_files_on_output(const struct report_files *files)
{
    const struct targets targets = targets_of(files);

    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (targets.items[i].path && file_target_is_output(targets.items[i].path))
            return true;
    return false;
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
