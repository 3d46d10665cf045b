/* SPDX-License-Identifier: MIT */
/* What all trainees of a room have in common: the course, the failures, who there is. Read-only once loaded. */
#ifndef FBLAB_ROOM_SCHOOL_H
#define FBLAB_ROOM_SCHOOL_H

#include "base/error.h"
#include "lesson/lesson_material.h"
#include "room.h"

#include <stdint.h>

struct room_school {
    struct lesson_material material;
    char *progress_folder; /* NULL: the user's own */
    uint64_t seed;
    bool seeded;
};

/* NULL: error says why. */
struct room_school *room_school_new(const struct room_course *course, struct error *error);
void room_school_free(struct room_school **school);

#endif
