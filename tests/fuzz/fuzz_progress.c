/* SPDX-License-Identifier: MIT */
/* Bytes as the database of progress: it is opened, or refused with a sentence, or set aside; what was read is exported. */
#include "progress/progress_export.h"
#include "progress/progress_overview.h"
#include "target.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "input.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the run before has left beside the file, and the file itself. */
static void empty_folder(const char *folder)
{
    DIR *const directory = opendir(folder);

    for (const struct dirent *entry; directory && (entry = readdir(directory));)
        if (strncmp(entry->d_name, "training.", strlen("training.")) == 0)
            unlinkat(dirfd(directory), entry->d_name, 0);
    if (directory)
        closedir(directory);
}

static void use(struct progress_store *store)
{
    static const char *const names[] = {"csv", "xapi"};
    static const struct progress_attempt attempt = {
        .trainee = "ann", .course = "the-six", .ticket = "06a", .row = "06", .number = 1};
    const struct progress_export what = {.store = store};
    CLEANUP(progress_overview_free) struct progress_overview *overview = progress_overview_new(store, NULL, NULL);
    CLEANUP(cleanup_file) FILE *nowhere = fopen("/dev/null", "w");
    const int64_t id = progress_store_begin(store, &attempt, NULL);

    if (id && progress_store_note(store, id, "hint", "x", NULL))
        progress_store_finish(store, id, PROGRESS_SOLVED, PROGRESS_MOST_POINTS, NULL);
    for (size_t i = 0; nowhere && i < ARRAY_SIZE(names); i++)
        progress_format_find(names[i], NULL)->write(&what, nowhere, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CLEANUP(cleanup_string) char *folder = text_copy(input_file("training.db", data, size)), *said = NULL;
    struct error error = {""};
    CLEANUP(progress_store_close) struct progress_store *store = NULL;

    *strrchr(folder, '/') = '\0';
    const struct progress_options options = {.folder = folder};
    store = progress_store_open(&options, &said, &error);
    if (!store && (!*error.text || said))
        abort();
    if (store)
        use(store);
    progress_store_close(&store);
    empty_folder(folder);
    return 0;
}
