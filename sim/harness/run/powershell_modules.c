/* SPDX-License-Identifier: MIT */
/* The modules lie beside the scenarios where they are installed, and in sim/ of the source tree. */
#include "powershell_modules.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "scenario/scenario.h"

#include <unistd.h>

static char *find_folder(void)
{
    static const char *const places[] = {"powershell", "sim/powershell"};

    for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
        CLEANUP(cleanup_string) char *path = text_format("%s/../%s", library_folder(), places[i]);
        if (access(path, R_OK | X_OK) == 0)
            return TAKE(path);
    }
    return NULL;
}

char *powershell_module_path(struct error *error)
{
    CLEANUP(cleanup_string) char *folder = find_folder();
    const char *const there = getenv("PSModulePath");

    if (!folder) {
        error_set(error, "the PowerShell modules of the lab are not beside %s; install fblab-powershell",
                  library_folder());
        return NULL;
    }
    return there && *there ? text_format("%s:%s", folder, there) : TAKE(folder);
}

bool powershell_modules_publish(struct error *error)
{
    CLEANUP(cleanup_string) char *path = powershell_module_path(error);

    return path && setenv("PSModulePath", path, 1) == 0;
}
