/* SPDX-License-Identifier: MIT */
/* Files read as a whole. */
#include "cleanup.h"

#include "file_open.h"
#include "memory.h"
#include "text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_stream(FILE *file, size_t limit, size_t *length)
{
    char *text = NULL;
    size_t size;
    char block[16384];
    FILE *memory = text_stream(&text, &size);
    size_t got;

    while (size <= limit && (got = fread(block, 1, sizeof block, file)) > 0) {
        fwrite(block, 1, got, memory);
        fflush(memory);
    }
    const int reason = errno; /* if it could not be read to its end; what follows may have others */
    text_stream_close(memory);
    errno = reason;
    *length = size;
    return text;
}

char *file_read(const char *path, size_t limit, size_t *length, struct error *error)
{
    const char *why = NULL;
    CLEANUP(cleanup_file) FILE *file = file_open_stream(path, &why);
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;

    if (!file || !(text = read_stream(file, limit, &size)) || ferror(file)) {
        error_set(error, "%s cannot be read: %s", path, file ? strerror(errno) : why);
        return NULL;
    }
    if (size > limit) {
        error_set(error, "%s is larger than %zu bytes", path, limit);
        return NULL;
    }
    if (length)
        *length = size;
    return TAKE(text);
}
