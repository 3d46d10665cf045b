/* SPDX-License-Identifier: MIT */
/* "... | Export-Csv FILE", "... | Out-File FILE" and "... > FILE": the lab gives the text, and we write it where
 * somebody types. */
#ifndef FBLAB_WRITTEN_FILE_H
#define FBLAB_WRITTEN_FILE_H

#include "base/error.h"

#include <stdbool.h>

struct written_file {
    char *command; /* what the lab runs instead */
    char *path;    /* NULL: the command writes no file */
    bool append, has_header;
};

/* false: error says what is missing, or what only PowerShell has. */
bool written_file_read(struct written_file *file, const char *command, struct error *error);
bool written_file_write(const struct written_file *file, const char *text, struct error *error);
void written_file_clear(struct written_file *file);

#endif
