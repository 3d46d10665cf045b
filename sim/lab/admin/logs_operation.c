/* SPDX-License-Identifier: MIT */
/* GET /logs: the lines that servers and devices have written, by file. */
#include "operations.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/text.h"
#include "server_logs/server_logs.h"

#include <string.h>

static json_t *find(const json_t *files, const char *path)
{
    size_t index;
    json_t *file;

    json_array_foreach(files, index, file)
    {
        if (strcmp(json_member_text(file, "path"), path) == 0)
            return file;
    }
    return NULL;
}

static json_t *begin(json_t *files, const struct log_line *line)
{
    json_t *const file = json_pack("{s:o, s:o, s:o, s:[]}", "path", json_text(line->path), "party",
                                   json_text(line->party), "head", json_text(line->head), "lines");

    json_array_append_new(files, file);
    return file;
}

/* A long line stands in several logs, and whoever asks takes no answer of any length: what is more is another page. */
enum { LONGEST = 1 << 20 };

struct log_page {
    json_t *files;
    size_t bytes;
};

static void add(void *context, const struct log_line *line)
{
    struct log_page *const page = context;
    json_t *const known = find(page->files, line->path);
    json_t *const file = known ? known : begin(page->files, line);

    json_array_append_new(json_object_get(file, "lines"), json_text(line->text));
    page->bytes += strlen(line->text);
}

static void answer_logs(const struct admin_call *call, const json_t *page)
{
    const json_t *const entries = json_object_get(page, "entries");
    struct log_page logs = {.files = json_array()};
    json_int_t next = json_integer_value(json_object_get(page, "last"));
    size_t count = 0;

    for (; count < json_array_size(entries) && logs.bytes < LONGEST; count++) {
        const json_t *const entry = json_array_get(entries, count);
        server_logs_of(entry, add, &logs);
        next = json_integer_value(json_object_get(entry, "sequence"));
    }
    answer_json(call->answer, 200,
                json_pack("{s:o, s:I, s:I, s:O}", "files", logs.files, "next", next, "entries", (json_int_t)count,
                          "evicted", json_object_get(page, "evicted")));
}

void operation_logs(const struct admin_call *call)
{
    uint64_t after, limit;

    if (!admin_number(call, "after", 0, &after) || !admin_number(call, "limit", JOURNAL_PAGE, &limit))
        return;
    CLEANUP(json_release)
    json_t *page = journal_page(call->services->journal, after, limit < JOURNAL_PAGE ? limit : JOURNAL_PAGE);
    answer_logs(call, page);
}
