/* SPDX-License-Identifier: MIT */
/* One folder after the other; what was brought stays, whatever becomes of the next. */
#include "class_merge.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "progress/progress_store.h"
#include "terminal/program.h"
#include "terminal/status.h"

#include <inttypes.h>
#include <stdio.h>

static bool merge(struct progress_store *store, const char *folder, struct error *error)
{
    CLEANUP(cleanup_string) char *said = NULL;
    int64_t renewed;
    const bool done = progress_store_merge(store, folder, &renewed, &said, error);

    if (said)
        complain(STATUS_DONE, "%s", said);
    if (done)
        printf("%s\t%" PRId64 " %s\n", folder, renewed, renewed == 1 ? "attempt" : "attempts");
    return done;
}

int class_merge(const char *state, char *const *folders, size_t count)
{
    const struct progress_options where = {.folder = state};
    struct error error = {""};
    CLEANUP(cleanup_string) char *said = NULL;
    CLEANUP(progress_store_close) struct progress_store *store = NULL;

    if (count == 0)
        return complain(STATUS_USAGE, "there is nothing to merge; name the folders that other classes had as --state");
    if (!(store = progress_store_open(&where, &said, &error)))
        return complain(STATUS_UNUSABLE, "%s", error.text);
    if (said)
        complain(STATUS_DONE, "%s", said);
    for (size_t i = 0; i < count; i++)
        if (!merge(store, folders[i], &error))
            return complain(STATUS_UNUSABLE, "%s", error.text);
    return STATUS_DONE;
}
