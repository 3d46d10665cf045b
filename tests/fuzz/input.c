/* SPDX-License-Identifier: MIT */
/* Inputs as text, lines and files. */
#include "input.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64], path[160];

static void remove_folder(void)
{
    CLEANUP(cleanup_string) char *command = text_format("rm -rf '%s'", folder);

    if (system(command) != 0) /* NOLINT(cert-env33-c): a folder of its own, named by mkdtemp() */
        fprintf(stderr, "%s is left behind\n", folder);
}

char *input_text(const uint8_t *data, size_t size)
{
    char *const text = malloc(size + 1);

    if (!text)
        abort();
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    return text;
}

char *input_line(char **rest)
{
    char *const line = *rest;
    const size_t length = strcspn(line, "\n");

    *rest = line + length + (line[length] != '\0');
    line[length] = '\0';
    return line;
}

const char *input_file(const char *name, const void *data, size_t size)
{
    if (!*folder) {
        const char *const home = getenv("TMPDIR");
        snprintf(folder, sizeof folder, "%.40s/fuzz_XXXXXX", home ? home : "/tmp");
        if (!mkdtemp(folder))
            abort();
        atexit(remove_folder);
    }
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (!file_write(path, data, size, 0600, NULL))
        abort();
    return path;
}
