/* SPDX-License-Identifier: MIT */
/* A folder for the files of a lab: its own under TMPDIR, or one that was given. */
#include "internal.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "passing_folder/passing_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static bool make_own(struct lab *lab, struct error *error)
{
    lab->passing_state = passing_folder_new("", error);
    if (lab->passing_state)
        lab->state_directory = text_copy(passing_folder_path(lab->passing_state));
    return lab->passing_state;
}

static bool make_room(const struct lab *lab, const char *name, struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/%s", lab->state_directory, name);

    return mkdir(path, 0700) == 0 || errno == EEXIST ||
           error_set(error, "the folder %s cannot be made: %s", path, strerror(errno));
}

/* Whoever else could look into it could read keys, or plant some. */
static bool trusted(const char *path, struct error *error)
{
    struct stat found;

    if (stat(path, &found) != 0)
        return error_set(error, "the state directory %s cannot be looked at: %s", path, strerror(errno));
    if (!S_ISDIR(found.st_mode))
        return error_set(error, "the state directory %s is no folder; name one that may be made", path);
    if (found.st_uid != geteuid())
        return error_set(error, "the state directory %s belongs to somebody else; name one of yours", path);
    return !(found.st_mode & (S_IRWXG | S_IRWXO)) ||
           error_set(error, "the state directory %s is open to others; say: chmod 700 %s", path, path);
}

/* For as long as the lab runs; the system gives it back however the lab ends. */
static bool lock(struct lab *lab, struct error *error)
{
    CLEANUP(cleanup_string) char *path = text_format("%s/lock", lab->state_directory);
    const int opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

    lab->state_lock = opened < 0 ? -1 : fcntl(opened, F_DUPFD_CLOEXEC, STDERR_FILENO + 1); /* 0 is: none */
    if (opened >= 0)
        close(opened);
    if (lab->state_lock < 0)
        return error_set(error, "%s cannot be opened: %s", path, strerror(errno));
    return flock(lab->state_lock, LOCK_EX | LOCK_NB) == 0 ||
           error_set(error,
                     errno == EWOULDBLOCK ? "another lab runs in the state directory %s; end it, or name another folder"
                                          : "the state directory %s cannot be locked",
                     lab->state_directory);
}

static bool make_given(struct lab *lab, const char *wanted, struct error *error)
{
    if (mkdir(wanted, 0700) != 0 && errno != EEXIST)
        return error_set(error, "the state directory %s cannot be made: %s", wanted, strerror(errno));
    if (!trusted(wanted, error))
        return false;
    if (access(wanted, W_OK | X_OK) != 0)
        return error_set(error, "the state directory %s is not writable: %s", wanted, strerror(errno));
    lab->state_directory = text_copy(wanted);
    return lock(lab, error) && make_room(lab, STATE_KEPT, error);
}

bool state_directory_make(struct lab *lab, const char *wanted, struct error *error)
{
    return (wanted ? make_given(lab, wanted, error) : make_own(lab, error)) && make_room(lab, STATE_OPEN, error) &&
           make_room(lab, STATE_KEYS, error);
}

void state_directory_remove(struct lab *lab)
{
    if (lab->state_lock > 0)
        close(lab->state_lock);
    passing_folder_free(&lab->passing_state);
}
