/* SPDX-License-Identifier: MIT */
/* A folder below TMPDIR that goes with the process: what one that was killed has left, the next one to be made clears away.
 * A lock that the system gives back, however the process ends, tells those in use from those that were left. */
#ifndef FBLAB_PASSING_FOLDER_H
#define FBLAB_PASSING_FOLDER_H

#include "base/error.h"

struct passing_folder;

/* fblab-KINDXXXXXX, for the user alone. NULL: the error names it. */
struct passing_folder *passing_folder_new(const char *kind, struct error *error);
/* Removes it with all that is in it. */
void passing_folder_free(struct passing_folder **folder);
/* Borrowed: valid until passing_folder_free(). */
const char *passing_folder_path(const struct passing_folder *folder);
/* What passing_folder_free() does to the files, when there is time for nothing else. */
void passing_folder_remove(const char *path);

#endif
