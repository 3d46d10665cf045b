/* SPDX-License-Identifier: MIT */
/* A format by its name. */
#include "export_formats.h"

#include "base/cleanup.h"

#include <string.h>

static const struct progress_format *const formats[] = {&format_csv, &format_xapi, &format_anki, &format_ctfd};

const struct progress_format *progress_format_find(const char *name, struct error *error)
{
    for (size_t i = 0; i < ARRAY_SIZE(formats); i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    error_set(error, "there is no export \"%s\"; there are csv, xapi, anki and ctfd", name);
    return NULL;
}
