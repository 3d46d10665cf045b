/* SPDX-License-Identifier: MIT */
/* What all trainees of a room have in common: the course, the failures, who there is. Read-only once loaded. */
#ifndef FBLAB_ROOM_SCHOOL_H
#define FBLAB_ROOM_SCHOOL_H

#include "base/error.h"
#include "lesson/lesson_material.h"
#include "room.h"

#include <jansson.h>
#include <stdint.h>

struct room_school {
    struct lesson_material material;
    char *progress_folder; /* NULL: the user's own */
    char *scenarios;       /* a folder of more of them; NULL: none */
    uint64_t seed;
    bool seeded, choice;
};

/* NULL: error says why. */
struct room_school *room_school_new(const struct room_course *course, struct error *error);
/* [{"name","title","says","chosen"}]: this one, and if there is a choice all that came with the program. The caller owns the
 * reference; NULL: error says why. */
json_t *room_school_courses(const struct room_school *school, struct error *error);
/* Another course that came with the program. NULL: error says why not. */
struct room_school *room_school_choose(const struct room_school *school, const char *name, struct error *error);
void room_school_free(struct room_school **school);

#endif
