/* SPDX-License-Identifier: MIT */
/* Phrases that stand in a text but for a misread character or a lost or added blank: screenshots that a program read, texts that
 * somebody typed. */
#ifndef FBLAB_MISREAD_H
#define FBLAB_MISREAD_H

#include "diagnosis/texts/phrases.h"

struct misread;

/* Borrows the phrases, compiled; knows those that are long enough to be known in spite of it. */
struct misread *misread_new(const struct phrases *phrases);
void misread_free(struct misread **misread);

/* The text with those phrases put right, and where they stand in it; false: there are none, and nothing was made. The caller
 * clears both: plain_free(), free(places->items). Threads may share `misread`, which is compiled when it is first asked. */
bool misread_correct(struct misread *misread, const struct plain *plain, struct plain *corrected,
                     struct found_phrases *places);

#endif
