/* SPDX-License-Identifier: MIT */
/* Loads what a course needs. */
#include "room_school.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>

struct room_school *room_school_new(const struct room_course *course, struct error *error)
{
    CLEANUP(room_school_free) struct room_school *school = memory_new(sizeof *school);

    school->progress_folder = text_copy(course->folder);
    school->seeded = course->seed;
    school->seed = course->seed ? *course->seed : 0;
    return lesson_material_load(&school->material, course->name, course->scenarios, error) ? TAKE(school) : NULL;
}

void room_school_free(struct room_school **school)
{
    if (!*school)
        return;
    lesson_material_clear(&(*school)->material);
    free((*school)->progress_folder);
    free(*school);
    *school = NULL;
}
