/* SPDX-License-Identifier: MIT */
/* A course, and what tickets have in common: loaded, or refused with a sentence. */
#include "course/course.h"
#include "course/course_common.h"
#include "input.h"
#include "target.h"

#include <stdlib.h>

static struct library *library;

static void expect(const void *loaded, const struct error *error)
{
    if (!loaded != !!*error->text)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error error = {""}, other = {""};
    const char *const path = input_file("fuzz.xml", data, size);

    if (!library && !(library = library_load(NULL, NULL)))
        abort();
    struct course *course = course_load(path, library, &error);
    struct course_common *common = course_common_load(path, &other);

    expect(course, &error);
    expect(common, &other);
    course_free(&course);
    course_common_free(&common);
    return 0;
}
