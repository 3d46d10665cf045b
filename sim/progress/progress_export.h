/* SPDX-License-Identifier: MIT */
/* Progress and tickets in the formats of other programs. What is written is UTF-8. */
#ifndef FBLAB_PROGRESS_EXPORT_H
#define FBLAB_PROGRESS_EXPORT_H

#include "progress_store.h"

#include <stdio.h>

/* What one learns of a row; given by who knows the catalogue. Borrowed. */
struct progress_card {
    const char *row, *symptom, *cause, *repair;
    const char *const *fits; /* rows that are as right, for evidence cannot decide */
    size_t fit_count;
    const char *const *hints; /* from general to particular */
    size_t hint_count;
};

struct progress_export {
    struct progress_store *store;
    const char *trainee; /* NULL: everybody */
    const struct progress_card *cards;
    size_t card_count;
};

struct progress_format {
    const char *name, *says;
    bool (*write)(const struct progress_export *what, FILE *output, struct error *error);
};

/* csv xapi anki ctfd; name NULL: the list of names is in the error. */
const struct progress_format *progress_format_find(const char *name, struct error *error);

#endif
