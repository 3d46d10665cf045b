/* SPDX-License-Identifier: MIT */
#include "output.h"
#include "base/cleanup.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_set(const char *name)
{
    const char *const value = getenv(name);

    return value && *value;
}

bool output_colour(FILE *output)
{
    const char *const terminal = getenv("TERM");

    return isatty(fileno(output)) && !is_set("NO_COLOR") && !(terminal && strcmp(terminal, "dumb") == 0);
}

bool output_json(json_t *json, size_t flags)
{
    const bool written = json_dumpf(json, stdout, flags | JSON_REAL_PRECISION(6)) == 0 && fputc('\n', stdout) != EOF;

    json_decref(json);
    return written;
}

struct library *failures_load(const char *folder, struct error *error)
{
    CLEANUP(library_free) struct library *library = library_load(NULL, error);

    if (!library || (folder && !library_add(library, folder, error)))
        return NULL;
    return TAKE(library);
}
