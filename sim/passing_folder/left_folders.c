/* SPDX-License-Identifier: MIT */
/* Looks through TMPDIR for folders that nobody has locked. */
#include "left_folders.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "passing_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LOCKED_BY_THEN = 60 }; /* seconds after a folder has been made */

/* A folder of this user's, and no link to one. */
static bool is_ours(int descriptor, struct stat *found)
{
    return fstat(descriptor, found) == 0 && S_ISDIR(found->st_mode) && found->st_uid == geteuid();
}

/* -1: it has no lock, or somebody holds it. */
static int take_lock(int folder)
{
    const int lock = openat(folder, PASSING_LOCK, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    if (lock < 0 || flock(lock, LOCK_EX | LOCK_NB) == 0)
        return lock;
    close(lock);
    return -1;
}

/* Killed before it could be locked: empty, so rmdir() is enough, and takes nothing that somebody keeps there. */
static void remove_empty(const char *path, const struct stat *found)
{
    if (time(NULL) - found->st_mtime > LOCKED_BY_THEN)
        rmdir(path);
}

static void clear_one(const char *path)
{
    const int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat found;

    if (folder < 0)
        return;
    if (is_ours(folder, &found)) {
        const int lock = take_lock(folder);

        if (lock >= 0) {
            passing_folder_remove(path);
            close(lock);
        } else {
            remove_empty(path, &found);
        }
    }
    close(folder);
}

void left_folders_clear(const char *parent)
{
    DIR *entries = opendir(parent);

    for (const struct dirent *entry; entries && (entry = readdir(entries));)
        if (text_starts(entry->d_name, PASSING_PREFIX)) {
            CLEANUP(cleanup_string) char *path = text_format("%s/%s", parent, entry->d_name);

            clear_one(path);
        }
    if (entries)
        closedir(entries);
}
