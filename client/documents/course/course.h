/* SPDX-License-Identifier: MIT */
/* A course: tickets in the order in which they are met. Read-only once loaded. */
#ifndef FBLAB_COURSE_H
#define FBLAB_COURSE_H

#include "base/error.h"
#include "scenario/scenario.h"

/* Tickets of one family, one after the other. */
struct course_block {
    char *title;
    struct words tickets; /* ids with their letters: "06a" */
};

struct course {
    char *name; /* that of its file */
    char *title, *says;
    struct course_block *blocks;
    size_t block_count;
    struct words mixed; /* then these, in an order that is drawn */
};

/* Of the folder `courses` beside the scenarios that came with the program; a name with a slash is a file. NULL: error says
 * which courses there are. */
struct course *course_find(const char *name, const struct library *library, struct error *error);
/* A file. Every ticket must be one that the library can play and that has a <ticket>. NULL: error says what is wrong with it. */
struct course *course_load(const char *path, const struct library *library, struct error *error);
void course_free(struct course **course);
/* The names of the courses, sorted. The caller frees them with course_names_free(). */
struct words course_names(void);
void course_names_free(struct words *names);
size_t course_length(const struct course *course);
/* The id at a place from 0: block by block, then those that are mixed. Borrowed. */
const char *course_ticket(const struct course *course, size_t place);

#endif
