/* SPDX-License-Identifier: MIT */
/* A folder, and a file in it that is locked for as long as somebody needs the folder. */
#include "passing_folder.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "left_folders.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct passing_folder {
    char *path;
    int lock;
};

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *position)
{
    (void)status;
    (void)kind;
    (void)position;
    remove(path);
    return 0;
}

/* What lies in a folder goes before it; a link is removed, not followed. */
void passing_folder_remove(const char *path)
{
    enum { DESCRIPTORS = 4 };

    nftw(path, remove_one, DESCRIPTORS, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

/* false: somebody who cleared away what was left took it between its being made and being locked. */
static bool lock(struct passing_folder *folder)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/" PASSING_LOCK, folder->path);
    const int opened = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    struct stat found;

    folder->lock = opened < 0 ? -1 : fcntl(opened, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (opened >= 0)
        close(opened);
    return folder->lock >= 0 && flock(folder->lock, LOCK_EX | LOCK_NB) == 0 && fstat(folder->lock, &found) == 0 &&
           found.st_nlink > 0;
}

static void give_up(struct passing_folder *folder)
{
    passing_folder_remove(folder->path);
    if (folder->lock >= 0)
        close(folder->lock);
    free(TAKE(folder->path));
    folder->lock = -1;
}

static bool make(struct passing_folder *folder, const char *parent, const char *kind)
{
    enum { TRIES = 8 };

    for (int i = 0; i < TRIES; i++) {
        folder->path = text_format("%s/" PASSING_PREFIX "%sXXXXXX", parent, kind);
        if (!mkdtemp(folder->path))
            return false;
        if (lock(folder))
            return true;
        const int reason = errno;
        give_up(folder);
        errno = reason;
    }
    return false;
}

struct passing_folder *passing_folder_new(const char *kind, struct error *error)
{
    const char *const given = getenv("TMPDIR"), *const parent = given && given[0] ? given : "/tmp";
    struct passing_folder *folder = memory_new(sizeof *folder);

    folder->lock = -1;
    left_folders_clear(parent);
    if (make(folder, parent, kind))
        return folder;
    error_set(error,
              "a folder %s/" PASSING_PREFIX "%sXXXXXX cannot be made: %s; set TMPDIR to a folder that is writable",
              parent, kind, strerror(errno));
    free(folder->path);
    free(folder);
    return NULL;
}

const char *passing_folder_path(const struct passing_folder *folder)
{
    return folder->path;
}

void passing_folder_free(struct passing_folder **reference)
{
    struct passing_folder *folder = TAKE(*reference);

    if (!folder)
        return;
    give_up(folder);
    free(folder);
}
