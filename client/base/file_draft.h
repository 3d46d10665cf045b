/* SPDX-License-Identifier: MIT */
/* Files that are written in two steps: first the bytes, beside the place and so on the same disk, then the name. What can fail
 * for want of room fails in the first, while the old file still stands. */
#ifndef FBLAB_FILE_DRAFT_H
#define FBLAB_FILE_DRAFT_H

#include "error.h"

#include <stddef.h>

struct file_draft;

/* Could a file be written there? Not where a folder stands, nor in a folder that is missing or closed; over what is there only if
 * `replace`, and if it is not write-protected. A device, a pipe or a descriptor that the user has handed us (/dev/stdout or "-",
 * /dev/fd/3) is never replaced, but written to; of a link, what it leads to. */
bool file_target_check(const char *path, bool replace, struct error *error);

/* Is it one file, there or not yet, under both names? What is no regular file may have several texts; standard output or another
 * descriptor of ours only one. */
bool file_target_same(const char *one, const char *other);
/* Does it go where what a command prints goes? */
bool file_target_is_output(const char *path);

/* The text is borrowed until the commit. NULL: error names the path. */
struct file_draft *file_draft_new(const char *path, const char *text, size_t length, unsigned mode,
                                  struct error *error);
/* Gives it its name. `replace` false: nothing that is there by now is lost. Frees the draft in every case. */
bool file_draft_commit(struct file_draft **draft, bool replace, struct error *error);
/* Without a commit, nothing was written. Accepts a NULL inside. */
void file_draft_free(struct file_draft **draft);

#endif
