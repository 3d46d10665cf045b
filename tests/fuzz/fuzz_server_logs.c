/* SPDX-License-Identifier: MIT */
/* Entries of a journal, whose texts are what clients sent: each line of a log is one line, and its file lies in a folder. */
#include "base/json_text.h"
#include "server_logs/server_logs.h"
#include "target.h"

#include "base/cleanup.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The event log as text has several lines an event, of known beginnings. */
static void check(void *context, const struct log_line *line)
{
    const size_t length = strlen(line->text), path = strlen(line->path);
    const bool text = path > 4 && strcmp(line->path + path - 4, ".txt") == 0;

    (void)context;
    if (length == 0 || line->text[length - 1] != '\n')
        abort();
    if (!text && memchr(line->text, '\n', length) != line->text + length - 1)
        abort();
    if (*line->path == '/' || strstr(line->path, "..") || !strchr(line->path, '/'))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(json_release) json_t *entry = json_loadb((const char *)data, size, 0, NULL);

    if (entry)
        server_logs_of(entry, check, NULL);
    return 0;
}
