/* SPDX-License-Identifier: MIT */
/* Files that are written in two steps: first the bytes, beside the place and so on the same disk, then the name. What can fail
 * for want of room fails in the first, while the old file still stands. */
#ifndef FBLAB_FILE_DRAFT_H
#define FBLAB_FILE_DRAFT_H

#include "error.h"

#include <stddef.h>

struct file_draft;

/* Could a file be written there? Not where a folder stands, nor in a folder that is missing or closed; over what is there only if
 * `replace`. A device, a pipe or one of our descriptors (/dev/stdout, /dev/fd/3) is never replaced, but written to; of a link,
 * what it leads to. */
bool file_target_check(const char *path, bool replace, struct error *error);

/* The text is borrowed until the commit. NULL: error names the path. */
struct file_draft *file_draft_new(const char *path, const char *text, size_t length, unsigned mode,
                                  struct error *error);
/* Gives it its name. `replace` false: nothing that is there by now is lost. Frees the draft in every case. */
bool file_draft_commit(struct file_draft **draft, bool replace, struct error *error);
/* Without a commit, nothing was written. Accepts a NULL inside. */
void file_draft_free(struct file_draft **draft);

#endif
