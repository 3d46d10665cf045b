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

/* The letter `at` of the phrase stands at `text_at` of the text. */
struct resemblance resemblance_at(const struct plain *phrase, size_t at, const struct plain *text, size_t text_at);

/* One letter for all that look alike. */
char likeness_of(char letter);

#endif
