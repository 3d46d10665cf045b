/* SPDX-License-Identifier: MIT */
/* As the XDG Base Directory Specification has it, and nobody else's. */
#include "state_folder.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The specification: a path that is not absolute counts as none. */
static const char *absolute_path(const char *variable)
{
    const char *const path = getenv(variable);

    return path && path[0] == '/' ? path : NULL;
}

static char *own_folder(void)
{
    const char *const state = absolute_path("XDG_STATE_HOME"), *const home = absolute_path("HOME");

    if (state)
        return text_format("%s/fblab", state);
    return home ? text_format("%s/.local/state/fblab", home) : NULL;
}

/* What is there already is no error here; what could not be made is noticed when it is looked at. */
static void make_folders(const char *path)
{
    CLEANUP(cleanup_string) char *part = text_copy(path);

    for (char *slash = strchr(part + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(part, S_IRWXU);
        *slash = '/';
    }
    (void)mkdir(part, S_IRWXU);
}

char *state_folder_find(const char *wanted, struct error *error)
{
    CLEANUP(cleanup_string) char *path = wanted ? text_copy(wanted) : own_folder();
    struct stat found;

    if (!path || !*path) {
        error_set(error, "there is no place for progress: set XDG_STATE_HOME or HOME, or say --state DIR");
        return NULL;
    }
    make_folders(path);
    if (stat(path, &found) != 0)
        error_set(error, "%s, where progress is kept, cannot be made: %s", path, strerror(errno));
    else if (!S_ISDIR(found.st_mode))
        error_set(error, "%s, where progress is kept, is no folder; move it away, or say --state DIR", path);
    else if (found.st_uid != geteuid())
        error_set(error, "%s, where progress is kept, belongs to somebody else; say --state DIR", path);
    else if (found.st_mode & (S_IWGRP | S_IWOTH))
        error_set(error, "%s, where progress is kept, can be written to by others; say: chmod 700 %s", path, path);
    else
        return TAKE(path);
    return NULL;
}
