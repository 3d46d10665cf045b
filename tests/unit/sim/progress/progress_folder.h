/* SPDX-License-Identifier: MIT */
/* A store in a folder of the test's own, with a clock of its own. */
#ifndef FBLAB_TESTS_PROGRESS_FOLDER_H
#define FBLAB_TESTS_PROGRESS_FOLDER_H

#include "progress/progress_store.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[128];

static inline int make_folder(void **state)
{
    const char *const home = getenv("TMPDIR");

    (void)state;
    snprintf(folder, sizeof folder, "%.64s/progress-XXXXXX", home ? home : "/tmp");
    return mkdtemp(folder) ? 0 : -1;
}

static inline int remove_folder(void **state)
{
    DIR *directory = opendir(folder);

    (void)state;
    for (const struct dirent *entry; directory && (entry = readdir(directory));)
        unlinkat(dirfd(directory), entry->d_name, 0);
    if (directory)
        closedir(directory);
    return rmdir(folder);
}

static inline int64_t test_clock(void *context)
{
    int64_t *now = context;

    return *now += 10;
}

static int64_t now = 1000;

static inline struct progress_store *open_saying(char **said, struct error *error)
{
    const struct progress_options options = {folder, test_clock, &now};

    return progress_store_open(&options, said, error);
}

static inline struct progress_store *open_store(void)
{
    struct error error = {""};
    CLEANUP(cleanup_string) char *said = NULL;
    struct progress_store *store = open_saying(&said, &error);

    if (!store || said)
        fail_msg("%s%s", error.text, said ? said : "");
    return store;
}

static inline int64_t begin(struct progress_store *store, const char *trainee, int64_t number, struct error *error)
{
    const struct progress_attempt attempt = {
        .trainee = trainee, .course = "the-six", .ticket = "06a", .row = "06", .seed = UINT64_MAX, .number = number};

    return progress_store_begin(store, &attempt, error);
}

static inline bool add_one(void *context, const struct progress_attempt *attempt)
{
    (void)attempt;
    ++*(int *)context;
    return true;
}

static inline bool add_event(void *context, const struct progress_event *event)
{
    (void)event;
    ++*(int *)context;
    return true;
}

static inline int count_attempts(struct progress_store *store, const char *trainee)
{
    int count = 0;

    assert_true(progress_store_attempts(store, trainee, add_one, &count, NULL));
    return count;
}

static inline int count_events(struct progress_store *store, int64_t attempt)
{
    int count = 0;

    assert_true(progress_store_events(store, attempt, add_event, &count, NULL));
    return count;
}

static inline char *database_path(void)
{
    return text_format("%s/training.db", folder);
}

static inline void run_sql(const char *sql)
{
    CLEANUP(cleanup_string) char *path = database_path();
    sqlite3 *file = NULL;

    assert_int_equal(sqlite3_open(path, &file), SQLITE_OK);
    assert_int_equal(sqlite3_exec(file, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(file);
}

#endif
