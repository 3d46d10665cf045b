/* SPDX-License-Identifier: MIT */
/* Loads what a course needs. */
#include "room_school.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct room_school *room_school_new(const struct room_course *course, struct error *error)
{
    CLEANUP(room_school_free) struct room_school *school = memory_new(sizeof *school);

    school->progress_folder = text_copy(course->folder);
    school->scenarios = text_copy(course->scenarios);
    school->seeded = course->seed;
    school->seed = course->seed ? *course->seed : 0;
    school->choice = course->choice;
    return lesson_material_load(&school->material, course->name, course->scenarios, error) ? TAKE(school) : NULL;
}

void room_school_free(struct room_school **school)
{
    if (!*school)
        return;
    lesson_material_clear(&(*school)->material);
    free((*school)->progress_folder);
    free((*school)->scenarios);
    free(*school);
    *school = NULL;
}

static json_t *describe(const struct course *course, bool chosen)
{
    return json_pack("{s:o, s:o, s:o, s:b}", "name", json_text(course->name), "title", json_text(course->title), "says",
                     json_text(course->says), "chosen", (int)chosen);
}

static bool add_course(const struct room_school *school, const char *name, json_t *list, struct error *error)
{
    CLEANUP(course_free) struct course *course = NULL;

    if (strcmp(name, school->material.course->name) == 0)
        return true;
    if (!(course = course_find(name, school->material.library, error)))
        return false;
    json_array_append_new(list, describe(course, false));
    return true;
}

json_t *room_school_courses(const struct room_school *school, struct error *error)
{
    CLEANUP(json_release) json_t *list = json_array();
    CLEANUP(course_names_free) struct words names = course_names();

    json_array_append_new(list, describe(school->material.course, true));
    for (size_t i = 0; school->choice && i < names.count; i++)
        if (!add_course(school, names.items[i], list, error))
            return NULL;
    return json_incref(list);
}

/* A name, and no path: pages open no files. */
static bool may_choose(const struct room_school *school, const char *name)
{
    CLEANUP(course_names_free) struct words names = course_names();

    for (size_t i = 0; school->choice && i < names.count; i++)
        if (strcmp(names.items[i], name) == 0)
            return true;
    return false;
}

struct room_school *room_school_choose(const struct room_school *school, const char *name, struct error *error)
{
    const struct room_course wanted = {.name = name,
                                       .folder = school->progress_folder,
                                       .scenarios = school->scenarios,
                                       .seed = school->seeded ? &school->seed : NULL,
                                       .choice = true};

    if (may_choose(school, name))
        return room_school_new(&wanted, error);
    error_set(error, "the course \"%.40s\" cannot be taken here", name);
    return NULL;
}
