/* SPDX-License-Identifier: MIT */
/* Which of the two a file is. */
#include "trace_file.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "capture/unpack.h"

static bool read_json(const char *path, const char *text, size_t length, struct trace *trace, struct error *error)
{
    json_error_t mistake;
    const size_t mark = text_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
    CLEANUP(json_release) json_t *json = json_loadb(text + mark, length - mark, 0, &mistake);

    if (!json)
        return error_set(error, "%s:%d:%d: %s; import takes HAR and SAZ files", path, mistake.line, mistake.column,
                         mistake.text);
    return trace_read_har(json, trace) || error_set(error, "%s is JSON but no HAR: there is no list log.entries", path);
}

bool trace_read(const char *path, struct trace *trace, struct error *error)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *bytes = file_read(path, TRACE_FILE_LIMIT, &length, error);

    if (!bytes)
        return false;
    if (archive_is(bytes, length))
        return trace_read_saz(bytes, length, trace, error) || error_prefix(error, "%s", path);
    return read_json(path, bytes, length, trace, error);
}
