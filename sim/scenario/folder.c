/* SPDX-License-Identifier: MIT */
#include "scenario.h"

#include <libgen.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Found once; never changes afterwards. */
static char found[PATH_MAX];

static bool is_usable(const char *folder)
{
    char schema[PATH_MAX];

    return snprintf(schema, sizeof schema, "%s/scenario.rng", folder) < (int)sizeof schema && access(schema, R_OK) == 0;
}

static bool beside_executable(char folder[PATH_MAX])
{
    char program[PATH_MAX];
    const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);

    if (length <= 0)
        return false;
    program[length] = '\0';
    return snprintf(folder, PATH_MAX, "%s/../share/fblab/scenarios", dirname(program)) < PATH_MAX && is_usable(folder);
}

/* The source tree comes before the installed copy: what is being worked on is not judged by an older one. The installed
 * copy is for a program elsewhere that links the library. */
static void find(void)
{
    if (beside_executable(found))
        return;
    snprintf(found, sizeof found, "%s",
             is_usable(FBLAB_SCENARIOS_SOURCE) ? FBLAB_SCENARIOS_SOURCE : FBLAB_SCENARIOS_INSTALLED);
}

const char *library_folder(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, find);
    return found;
}
