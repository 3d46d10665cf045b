/* SPDX-License-Identifier: MIT */
/* Files read and written as a whole; what is written is there complete or not at all. */
#include "cleanup.h"

#include "memory.h"
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *read_stream(FILE *file, size_t limit, size_t *length)
{
    char *text = NULL;
    size_t size = 0;
    char block[16384];
    FILE *memory = text_stream(&text, &size);
    size_t got;

    while (size <= limit && (got = fread(block, 1, sizeof block, file)) > 0) {
        fwrite(block, 1, got, memory);
        fflush(memory);
    }
    text_stream_close(memory);
    *length = size;
    return text;
}

char *file_read(const char *path, size_t limit, size_t *length, struct error *error)
{
    CLEANUP(cleanup_file) FILE *file = fopen(path, "rb");
    CLEANUP(cleanup_string) char *text = NULL;
    size_t size = 0;

    if (!file || !(text = read_stream(file, limit, &size)) || ferror(file)) {
        error_set(error, "%s cannot be read: %s", path, strerror(errno));
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

static bool write_all(int descriptor, const char *text, size_t length)
{
    while (length > 0) {
        const ssize_t written = write(descriptor, text, length);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            text += written;
            length -= (size_t)written;
        }
    }
    return true;
}

bool file_write(const char *path, const char *text, size_t length, unsigned mode, struct error *error)
{
    CLEANUP(cleanup_string) char *temporary = text_format("%s.XXXXXX", path);
    const int descriptor = mkstemp(temporary);
    bool done;

    if (descriptor < 0)
        return error_set(error, "%s cannot be written: %s", path, strerror(errno));
    done = fchmod(descriptor, mode) == 0 && write_all(descriptor, text, length);
    done = close(descriptor) == 0 && done && rename(temporary, path) == 0;
    if (!done) {
        error_set(error, "%s cannot be written: %s", path, strerror(errno));
        unlink(temporary);
    }
    return done;
}
