/* SPDX-License-Identifier: MIT */
/* What a program that was killed left of a file it was writing: for file_draft.c alone. */
#ifndef FBLAB_LEFT_DRAFT_H
#define FBLAB_LEFT_DRAFT_H

#include <stdbool.h>

/* Behind the file's own name; the last six characters are drawn. */
#define DRAFT_SUFFIX ".fblab-XXXXXX"
enum { DRAFT_RANDOM = sizeof "XXXXXX" - 1 };

/* The name of a draft of the file at `place`, its last characters to be drawn; of a long name only what leaves room for them.
 * The caller frees it. */
char *draft_name(const char *place);
/* Claims a draft for as long as its descriptor is open; false: another writer of the file has just taken it for left. */
bool draft_claim(int descriptor);
/* Removes the drafts of the file at `place` that nobody has claimed. What cannot be removed stays. */
void left_drafts_remove(const char *place);

#endif
