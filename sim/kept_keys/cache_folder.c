/* SPDX-License-Identifier: MIT */
/* As the XDG Base Directory Specification has it; who else could read or plant keys there is asked first. */
#include "cache_folder.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* The specification: a path that is not absolute counts as none. */
static const char *absolute(const char *variable)
{
    const char *path = getenv(variable);

    return path && path[0] == '/' ? path : NULL;
}

static char *parent_folder(void)
{
    const char *cache = absolute("XDG_CACHE_HOME"), *home = absolute("HOME");

    if (cache)
        return text_copy(cache);
    return home ? text_format("%s/.cache", home) : NULL;
}

static bool trusted(const char *path, struct error *error)
{
    struct stat found;

    if (lstat(path, &found) != 0)
        return error_set(error, "%s cannot be looked at: %s", path, strerror(errno));
    if (!S_ISDIR(found.st_mode))
        return error_set(error, "%s keeps the lab's keys and is no folder; move it away", path);
    if (found.st_uid != geteuid())
        return error_set(
            error, "%s keeps the lab's keys and belongs to somebody else; set XDG_CACHE_HOME to a folder of yours",
            path);
    return !(found.st_mode & (S_IRWXG | S_IRWXO)) ||
           error_set(error, "%s keeps the lab's keys and is open to others; say: chmod 700 %s", path, path);
}

bool cache_folder_find(char **path, struct error *error)
{
    CLEANUP(cleanup_string) char *parent = parent_folder();
    CLEANUP(cleanup_string) char *folder = NULL;

    *path = NULL;
    if (!parent)
        return true;
    folder = text_format("%s/fblab", parent);
    mkdir(parent, S_IRWXU);
    if (mkdir(folder, S_IRWXU) != 0 && errno != EEXIST)
        return true;
    if (!trusted(folder, error))
        return false;
    *path = TAKE(folder);
    return true;
}

int cache_folder_lock(const char *path)
{
    CLEANUP(cleanup_string) char *file = text_format("%s/lock", path);
    const int lock = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);

    while (lock >= 0 && flock(lock, LOCK_EX) != 0 && errno == EINTR)
        ;
    return lock;
}

void cache_folder_unlock(int *lock)
{
    if (*lock >= 0)
        close(*lock);
    *lock = -1;
}
