/* SPDX-License-Identifier: MIT */
/* A table of words that a setting may have, and what each of them means: a list, a schema and a help page come from it. */
#ifndef FBLAB_TERMS_H
#define FBLAB_TERMS_H

#include <stddef.h>

struct term {
    const char *name;    /* as it is spelt */
    const char *meaning; /* one sentence without its full stop; NULL: the word is Microsoft's own and says it all */
};

struct terms {
    const char *name; /* of the table: the schema calls it so */
    const struct term *items;
    size_t count;
};

/* "unknown" behind the last. */
const char *terms_name(const struct terms *terms, size_t index);
/* Case ignored. terms->count: no such word. */
size_t terms_index(const struct terms *terms, const char *name);

/* "drop, refuse or silence". The caller frees it. */
char *terms_list(const struct terms *terms, const char *conjunction);

#endif
