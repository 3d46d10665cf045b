/* SPDX-License-Identifier: MIT */
/* What somebody may have meant who mistyped a name. */
#ifndef FBLAB_NEAREST_H
#define FBLAB_NEAREST_H

#include <stdbool.h>

/* From how many mistakes on a name is none of ours: one for every three letters, and one more. */
unsigned nearest_limit(const char *typed);
/* Is `candidate`, or its beginning, less than *away letters to add, drop, change or swap away? Then *away is how many. Case is
 * ignored; names of more than 64 bytes are never near. */
bool nearer(const char *typed, const char *candidate, unsigned *away);

#endif
