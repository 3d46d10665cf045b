/* SPDX-License-Identifier: MIT */
/* Where something stands in an input. Pure. */
#ifndef FBLAB_SPOT_H
#define FBLAB_SPOT_H

#include "tally.h"

/* Of the byte at `offset` of the item's text: file!entry:line. The caller frees it. */
char *spot_where(const char *file, const struct item *item, size_t offset);
/* Of the words that decided. */
struct spot spot_of(const char *file, const struct item *item, const struct diagnosis *diagnosis);
void spot_clear(struct spot *spot);

#endif
