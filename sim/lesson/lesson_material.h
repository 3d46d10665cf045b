/* SPDX-License-Identifier: MIT */
/* What lessons are made of: a course, its failures, what all tickets share, who there is. Read-only once loaded. */
#ifndef FBLAB_LESSON_MATERIAL_H
#define FBLAB_LESSON_MATERIAL_H

#include "base/error.h"
#include "course/course.h"
#include "course/course_common.h"
#include "organization/organization.h"
#include "scenario/scenario.h"

struct lesson_material {
    struct library *library;
    struct course_common *common;
    struct snapshot *organization; /* the healthy one, for names */
    struct course *course;
};

/* course: as course_find() takes it; scenarios: a folder of one's own, or NULL. false: error says why; what was loaded is there,
 * and to be cleared. */
bool lesson_material_load(struct lesson_material *material, const char *course, const char *scenarios,
                          struct error *error);
void lesson_material_clear(struct lesson_material *material);

#endif
