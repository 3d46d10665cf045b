/* SPDX-License-Identifier: MIT */
/* Where the scenario files are: installed beside the program or the library, or in the source tree. */
#include "scenario.h"

#include <dlfcn.h>
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

/* bin/fblab, lib/libfblab.so, lib/x86_64-linux-gnu/libfblab.so: share is one or two folders up. */
static bool beside(const char *binary)
{
    static const char *const ways[] = {"%s/../share/fblab/scenarios", "%s/../../share/fblab/scenarios"};
    char path[PATH_MAX];

    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        snprintf(path, sizeof path, "%s", binary);
        if (snprintf(found, sizeof found, ways[i], dirname(path)) < (int)sizeof found && is_usable(found))
            return true;
    }
    return false;
}

static bool beside_executable(void)
{
    char program[PATH_MAX];
    const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);

    if (length <= 0)
        return false;
    program[length] = '\0';
    return beside(program);
}

/* Another project's program that links libfblab. */
static bool beside_library(void)
{
    Dl_info self;

    return dladdr(found, &self) != 0 && self.dli_fname && beside(self.dli_fname);
}

/* A program that is built but not installed uses its source tree. */
static void find(void)
{
    if (!beside_executable() && !beside_library())
        snprintf(found, sizeof found, "%s",
                 is_usable(FBLAB_SCENARIOS_SOURCE) ? FBLAB_SCENARIOS_SOURCE : FBLAB_SCENARIOS_INSTALLED);
}

const char *library_folder(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, find);
    return found;
}
