/* SPDX-License-Identifier: MIT */
/* A file is held against its neighbours, which are loaded once for each folder. */
#include "check_warnings.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "terminal/status.h"

#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void check_neighbours_clear(struct check_neighbours *neighbours)
{
    classifier_free(&neighbours->classifier);
    library_free(&neighbours->library);
    free(neighbours->folder);
    *neighbours = (struct check_neighbours){0};
}

static bool is_shipped(const char *folder)
{
    char one[PATH_MAX], other[PATH_MAX];

    return realpath(folder, one) && realpath(library_folder(), other) && strcmp(one, other) == 0;
}

static void load(struct check_neighbours *neighbours, const char *folder)
{
    struct error error;

    if (neighbours->folder && strcmp(neighbours->folder, folder) == 0)
        return;
    check_neighbours_clear(neighbours);
    neighbours->folder = text_copy(folder);
    neighbours->library = library_load(NULL, &error);
    if (neighbours->library && (is_shipped(folder) || library_add(neighbours->library, folder, &error)))
        neighbours->classifier = classifier_new_for_lookups(neighbours->library, &error);
}

static const struct scenario *find(const struct library *library, const char *path)
{
    char wanted[PATH_MAX], file[PATH_MAX];

    for (size_t i = 0; realpath(path, wanted) && i < library_count(library); i++)
        if (realpath(library_at(library, i)->file, file) && strcmp(file, wanted) == 0)
            return library_at(library, i);
    return NULL;
}

bool check_look_alikes(struct check_neighbours *neighbours, const char *path, struct error *error)
{
    CLEANUP(cleanup_string) char *copy = text_copy(path);
    struct error problem = {""};

    load(neighbours, dirname(copy));
    const struct scenario *scenario = neighbours->classifier ? find(neighbours->library, path) : NULL;
    for (size_t i = 0; scenario && i < scenario->look_alike_count; i++)
        if (!library_find(neighbours->library, scenario->look_alikes[i].id, NULL, &problem))
            return error_set(error, "%s: a look-alike is not there: %s", path, problem.text);
    return true;
}

void check_warn(struct check_neighbours *neighbours, const char *path)
{
    CLEANUP(cleanup_string) char *copy = text_copy(path);
    const struct scenario *scenario;
    struct words warnings = {0};

    load(neighbours, dirname(copy));
    scenario = neighbours->classifier ? find(neighbours->library, path) : NULL;
    if (!scenario)
        return;
    diagnosis_warn(neighbours->classifier, scenario, &warnings);
    for (size_t i = 0; i < warnings.count; i++) {
        say_sentence(warnings.items[i]);
        free(warnings.items[i]);
    }
    free(warnings.items);
}
