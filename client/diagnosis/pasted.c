/* SPDX-License-Identifier: MIT */
/* A text that somebody pasted is read again without what programs write before its lines, and with misread phrases put right. */
#include "classifier.h"
#include "diagnosis/letters/line_prefix.h"
#include "misread.h"

#include <stdlib.h>

/* Reads it, with misread phrases put right if there are any. */
static void read(const struct classifier *classifier, const char *text, size_t length, const struct plain *plain,
                 struct fittings *fittings)
{
    struct found_phrases places = {0};
    struct plain corrected = {0};
    const bool misread = misread_correct(classifier->misread, plain, &corrected, &places);

    find_in_plain(classifier,
                  &(struct text_reading){text, length, misread ? &corrected : plain, misread ? &places : NULL},
                  fittings);
    plain_free(&corrected);
    free(places.items);
}

void find_in_pasted(const struct classifier *classifier, const char *text, size_t length, struct fittings *fittings)
{
    struct plain plain, without;

    plain_make(&plain, text, length);
    read(classifier, text, length, &plain, fittings);
    plain_make_without(&without, text, length, line_prefix_length);
    if (without.length != plain.length)
        read(classifier, text, length, &without, fittings);
    plain_free(&plain);
    plain_free(&without);
}
