/* SPDX-License-Identifier: MIT */
/* Where every trainee stands with every row, as the attempts in a store say. */
#ifndef FBLAB_PROGRESS_OVERVIEW_H
#define FBLAB_PROGRESS_OVERVIEW_H

#include "progress_store.h"

struct progress_trainee {
    char *name;
    struct progress_standing *rows; /* in the order of their ids */
    size_t row_count;
    size_t finished, open; /* attempts */
};

struct progress_overview {
    struct progress_trainee *trainees; /* in the order in which they came */
    size_t count;
};

/* trainee NULL: of everybody. NULL: error says why. */
struct progress_overview *progress_overview_new(struct progress_store *store, const char *trainee, struct error *error);
void progress_overview_free(struct progress_overview **overview);

/* What comes next for a trainee in a course; `met` of the places is not read. *number: of the draw. false: error says why. */
bool progress_course_next(struct progress_store *store, const char *trainee, const char *course, uint64_t seed,
                          const struct progress_place *places, size_t count, struct progress_next *next,
                          int64_t *number, struct error *error);

#endif
