/* SPDX-License-Identifier: MIT */
/* Asks what a shell would find, and quotes what it would take apart. */
#include "pasted_command.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "harness/run/child.h"

#include <string.h>
#include <unistd.h>

#define PLAIN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+-:@%,"

static char *quoted(const char *text)
{
    char *written = NULL;
    size_t size;

    if (strspn(text, PLAIN) == strlen(text))
        return text_copy(text);
    FILE *memory = text_stream(&written, &size);
    fputc('\'', memory);
    for (; *text; text++)
        fputs(*text == '\'' ? "'\\''" : (const char[]){*text, '\0'}, memory);
    fputc('\'', memory);
    text_stream_close(memory);
    return written;
}

/* What the PATH leads to; NULL: nothing. The caller frees it. */
static char *found(const char *name)
{
    CLEANUP(cleanup_string) char *path = text_copy(getenv("PATH"));
    char *rest = path;

    for (const char *folder; rest && (folder = strsep(&rest, ":"));) {
        CLEANUP(cleanup_string) char *file = text_format("%s/%s", folder, name);
        if (access(file, X_OK) == 0)
            return realpath(file, NULL);
    }
    return NULL;
}

char *pasted_program(const char *name)
{
    CLEANUP(cleanup_string) char *ours = child_sibling(name);
    CLEANUP(cleanup_string) char *whole = realpath(ours, NULL);
    CLEANUP(cleanup_string) char *other = found(name);

    return whole && other && strcmp(whole, other) == 0 ? text_copy(name) : quoted(ours);
}

char *pasted_file(const char *path)
{
    CLEANUP(cleanup_string) char *whole = realpath(path, NULL);

    return quoted(whole ? whole : path);
}
