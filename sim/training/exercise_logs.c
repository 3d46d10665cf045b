/* SPDX-License-Identifier: MIT */
/* The logs of an exercise's lab, made of its journal. */
#include "exercise_internal.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"

#include <stdlib.h>

bool exercise_logs(struct exercise *exercise, log_line_function *take, void *context, struct error *error)
{
    CLEANUP(cleanup_string) char *text = NULL;
    size_t length, index;
    FILE *const output = text_stream(&text, &length);
    const bool good = lab_write_journal(exercise->lab, output, error);
    const json_t *entry;

    text_stream_close(output);
    CLEANUP(json_release) json_t *journal = good ? json_loadb(text, length, 0, NULL) : NULL;
    json_array_foreach(journal, index, entry)
    {
        server_logs_of(entry, take, context);
    }
    return good;
}
