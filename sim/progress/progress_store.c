/* SPDX-License-Identifier: MIT */
/* Opening: one session at most puts a damaged file aside, and none while others have it open. */
#include "progress_store.h"

#include "base/cleanup.h"
#include "base/file_draft.h"
#include "base/memory.h"
#include "base/text.h"
#include "progress_store_internal.h"
#include "state_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

static int64_t system_clock(void *context)
{
    (void)context;
    return time(NULL);
}

int64_t progress_store_now(const struct progress_store *store)
{
    return store->now(store->context);
}

const char *progress_store_folder(const struct progress_store *store)
{
    return store->folder;
}

bool progress_store_keeps(const struct progress_store *store, const char *path)
{
    static const char *const names[] = {PROGRESS_FILE, PROGRESS_FILE "-wal", PROGRESS_FILE "-shm", PROGRESS_LOCK};

    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        CLEANUP(cleanup_string) char *own = text_format("%s/%s", store->folder, names[i]);
        if (file_target_same(own, path))
            return true;
    }
    return false;
}

/* A name that is free: the file that is set aside is never written over. */
static char *aside_name(const char *path, int64_t now)
{
    char *name = text_format("%s.damaged-%lld", path, (long long)now);

    for (int i = 2; access(name, F_OK) == 0; i++) {
        free(name);
        name = text_format("%s.damaged-%lld-%d", path, (long long)now, i);
    }
    return name;
}

/* A second name for the file and its log, so that no step from here on can lose them. */
static bool keep_aside(const char *path, const char *aside, struct error *error)
{
    static const char *const endings[] = {"", "-wal"};

    for (size_t i = 0; i < ARRAY_SIZE(endings); i++) {
        CLEANUP(cleanup_string) char *from = text_format("%s%s", path, endings[i]);
        CLEANUP(cleanup_string) char *to = text_format("%s%s", aside, endings[i]);
        if (link(from, to) != 0 && errno != ENOENT)
            return error_set(error, "%s is damaged and cannot be kept as %s: %s", from, to, strerror(errno));
    }
    return true;
}

static void remove_file(const char *path, const char *ending)
{
    CLEANUP(cleanup_string) char *name = text_format("%s%s", path, ending);

    (void)unlink(name);
}

/* A new file beside the damaged one, complete before it takes its place. */
static bool write_rescued(const char *path, const char *rescued, int64_t *kept, struct error *error)
{
    CLEANUP(database_close) sqlite3 *database = NULL;

    remove_file(rescued, "-wal");
    remove_file(rescued, "");
    if (database_open(rescued, &database, error) != DATABASE_GOOD || !database_salvage(database, path, error))
        return false;
    *kept = database_count(database, "SELECT count(*) FROM attempt");
    return true;
}

static bool replace_damaged(struct progress_store *store, const char *path, char **said, struct error *error)
{
    CLEANUP(cleanup_string) char *aside = aside_name(path, progress_store_now(store));
    CLEANUP(cleanup_string) char *rescued = text_format("%s.rescued", path);
    int64_t kept = 0;

    database_close(&store->database);
    if (flock(store->lock, LOCK_EX | LOCK_NB) != 0)
        return error_set(error, "%s is damaged, and other sessions have it open; end them and try again", path);
    if (!keep_aside(path, aside, error) || !write_rescued(path, rescued, &kept, error))
        return false;
    remove_file(path, "-wal");
    remove_file(path, "-shm");
    if (rename(rescued, path) != 0)
        return error_set(error, "%s cannot take the place of the damaged one: %s", rescued, strerror(errno));
    (void)flock(store->lock, LOCK_SH);
    *said = text_format("%s was damaged and is kept as %s; %lld attempts could be read of it and go on", path, aside,
                        (long long)kept);
    return database_open(path, &store->database, error) == DATABASE_GOOD;
}

static bool open_locked(struct progress_store *store, const char *path, char **said, struct error *error)
{
    struct error why = {""};

    switch (database_open(path, &store->database, &why)) {
    case DATABASE_DAMAGED: return replace_damaged(store, path, said, error);
    case DATABASE_REFUSED: return error_set(error, "%s", why.text);
    case DATABASE_GOOD: break;
    }
    return true;
}

/* One at a time opens; while it is open, the file is not put aside. */
static bool open_file(struct progress_store *store, const char *folder, char **said, struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/" PROGRESS_FILE, folder);
    CLEANUP(cleanup_string) char *lock = text_format("%s/" PROGRESS_LOCK, folder);
    struct flock opening = {.l_type = F_WRLCK, .l_len = 1}; /* those behind it are attempts */
    bool opened = false;

    store->lock = open(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (store->lock < 0 || fcntl(store->lock, F_OFD_SETLKW, &opening) != 0 || flock(store->lock, LOCK_SH) != 0)
        return error_set(error, "%s cannot be opened: %s", lock, strerror(errno));
    opened = open_locked(store, path, said, error);
    opening.l_type = F_UNLCK;
    (void)fcntl(store->lock, F_OFD_SETLK, &opening);
    return opened;
}

struct progress_store *progress_store_open(const struct progress_options *options, char **said, struct error *error)
{
    CLEANUP(cleanup_string) char *folder = state_folder_find(options->folder, error);
    CLEANUP(progress_store_close) struct progress_store *store = NULL;

    *said = NULL;
    if (!folder)
        return NULL;
    store = memory_new(sizeof *store);
    store->lock = -1;
    pthread_mutex_init(&store->writing, NULL);
    store->now = options->now ? options->now : system_clock;
    store->context = options->context;
    store->folder = TAKE(folder);
    return open_file(store, store->folder, said, error) ? TAKE(store) : NULL;
}

bool progress_store_claim(struct progress_store *store, int64_t attempt)
{
    struct flock own = {.l_type = F_WRLCK, .l_start = attempt, .l_len = 1};

    return fcntl(store->lock, F_OFD_SETLK, &own) == 0;
}

void progress_store_close(struct progress_store **store)
{
    if (*store) {
        database_close(&(*store)->database);
        if ((*store)->lock >= 0)
            close((*store)->lock);
        pthread_mutex_destroy(&(*store)->writing);
        free((*store)->folder);
    }
    free(*store);
    *store = NULL;
}
