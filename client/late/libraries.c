/* SPDX-License-Identifier: MIT */
/* Tries libraries. */
#include "libraries.h"

#include "base/cleanup.h"

#include <dlfcn.h>

const struct late_name late_names[] = {
    {LATE_CURL, "no look-up is possible"},
    {LATE_HS, "nothing can be classified"},
    {LATE_SQLITE, "training keeps no progress"},
    {LATE_EDIT, "nothing can be typed at a prompt"},
    {LATE_EVTX, "event logs (.evtx) cannot be read"},
    {LATE_OLECF, "messages of Outlook (.msg) cannot be read"},
};
const size_t late_name_count = ARRAY_SIZE(late_names);

bool late_library_loads(const struct late_name *library, struct error *error)
{
    void *const handle = dlopen(library->file, RTLD_NOW | RTLD_LOCAL);

    if (!handle)
        return error_set(error, "%s cannot be loaded: %s; without it %s: install it", library->file, dlerror(),
                         library->use);
    dlclose(handle);
    return true;
}
