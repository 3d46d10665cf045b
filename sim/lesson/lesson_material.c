/* SPDX-License-Identifier: MIT */
/* Loads what came with the program, and what is one's own. */
#include "lesson_material.h"

#include "base/cleanup.h"
#include "base/text.h"

bool lesson_material_load(struct lesson_material *material, const char *course, const char *scenarios,
                          struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/organizations.xml", library_folder());

    return (material->library = library_load_with(scenarios, error)) &&
           (material->common = course_common_load(NULL, error)) &&
           (material->organization = snapshot_load(path, error)) &&
           (material->course = course_find(course, material->library, error));
}

void lesson_material_clear(struct lesson_material *material)
{
    course_free(&material->course);
    snapshot_release(&material->organization);
    course_common_free(&material->common);
    library_free(&material->library);
}
