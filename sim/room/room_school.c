/* SPDX-License-Identifier: MIT */
/* Loads what a course needs. */
#include "room_school.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <string.h>

/* A name, or the file of one's own. */
static struct course *course_of(const char *name, const struct library *library, struct error *error)
{
    return strchr(name, '/') || text_ends(name, ".xml") ? course_load(name, library, error)
                                                        : course_find(name, library, error);
}

static bool load(struct room_school *school, const char *course, const char *scenarios, struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/organizations.xml", library_folder());

    return (school->library = library_load_with(scenarios, error)) &&
           (school->common = course_common_load(NULL, error)) && (school->organization = snapshot_load(path, error)) &&
           (school->course = course_of(course, school->library, error));
}

struct room_school *room_school_new(const struct room_course *course, struct error *error)
{
    CLEANUP(room_school_free) struct room_school *school = memory_new(sizeof *school);

    school->progress_folder = text_copy(course->folder);
    school->seeded = course->seed;
    school->seed = course->seed ? *course->seed : 0;
    return load(school, course->name, course->scenarios, error) ? TAKE(school) : NULL;
}

void room_school_free(struct room_school **school)
{
    if (!*school)
        return;
    course_free(&(*school)->course);
    snapshot_release(&(*school)->organization);
    course_common_free(&(*school)->common);
    library_free(&(*school)->library);
    free((*school)->progress_folder);
    free(*school);
    *school = NULL;
}
