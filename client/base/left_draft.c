/* SPDX-License-Identifier: MIT */
/* A draft is locked by whoever writes it; the system unlocks it however its writer ends. */
#include "left_draft.h"

#include "cleanup.h"
#include "text.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MARK_LENGTH = sizeof DRAFT_SUFFIX - 1 - DRAFT_RANDOM };

/* Bytes of a file's name that its drafts begin with. */
static size_t draft_stem(const char *file)
{
    const size_t length = strlen(file), most = NAME_MAX - MARK_LENGTH - DRAFT_RANDOM;

    return length < most ? length : most;
}

static const char *file_of(const char *place)
{
    const char *const slash = strrchr(place, '/');

    return slash ? slash + 1 : place;
}

char *draft_name(const char *place)
{
    const char *const file = file_of(place);

    return text_format("%.*s" DRAFT_SUFFIX, (int)((size_t)(file - place) + draft_stem(file)), place);
}

/* Where a disk knows no locks, what is left stays. */
bool draft_claim(int descriptor)
{
    struct stat found;

    flock(descriptor, LOCK_EX | LOCK_NB);
    return fstat(descriptor, &found) == 0 && found.st_nlink > 0;
}

static bool is_draft_of(const char *name, const char *file)
{
    const size_t length = draft_stem(file);

    return strncmp(name, file, length) == 0 && strncmp(name + length, DRAFT_SUFFIX, MARK_LENGTH) == 0 &&
           strlen(name) == length + MARK_LENGTH + DRAFT_RANDOM;
}

static void remove_if_left(int folder, const char *name)
{
    const int draft = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    if (draft < 0)
        return;
    if (flock(draft, LOCK_EX | LOCK_NB) == 0)
        unlinkat(folder, name, 0);
    close(draft);
}

void left_drafts_remove(const char *place)
{
    const char *const file = file_of(place);
    CLEANUP(cleanup_string)
    char *path = file > place ? text_format("%.*s", (int)(file - place), place) : text_copy(".");
    DIR *folder = opendir(path);

    if (!folder)
        return;
    for (const struct dirent *entry; (entry = readdir(folder));)
        if (is_draft_of(entry->d_name, file))
            remove_if_left(dirfd(folder), entry->d_name);
    closedir(folder);
}
