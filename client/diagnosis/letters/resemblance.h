/* SPDX-License-Identifier: MIT */
/* How much a stretch of a text looks like a phrase. Pure. */
#ifndef FBLAB_RESEMBLANCE_H
#define FBLAB_RESEMBLANCE_H

#include "plain.h"

/* Letters of the text, and how many characters or blanks are wrong in them; none at all: too many are. */
struct resemblance {
    size_t start, end;
    unsigned faults;
};

/* The letters [start, end) of the phrase end at text_end in the text, as they are. */
struct resemblance resemblance_at(const struct plain *phrase, size_t start, size_t end, const struct plain *text,
                                  size_t text_end);

#endif
