/* SPDX-License-Identifier: MIT */
/* A temporary file and rename(); what is no regular file is opened and written to. */
#include "file_draft.h"

#include "cleanup.h"
#include "left_draft.h"
#include "memory.h"
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct file_draft {
    char *path;      /* as it was given, for sentences */
    char *place;     /* behind links; NULL: written through */
    char *temporary; /* beside the place; NULL: none is left */
    int descriptor;  /* of the temporary; open until it has its name or is gone */
    const char *text;
    size_t length;
    unsigned mode;
};

/* The number of a name for a descriptor of ours; -1: it is none. */
static int descriptor_of(const char *path)
{
    static const struct {
        const char *name;
        int descriptor; /* -1: the number is in the name */
    } names[] = {
        {"/dev/stdout", STDOUT_FILENO}, {"/dev/stderr", STDERR_FILENO}, {"/dev/fd/", -1}, {"/proc/self/fd/", -1}};

    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        const size_t length = strlen(names[i].name);
        const char *const rest = path + length;
        if (strncmp(path, names[i].name, length) != 0)
            continue;
        if (names[i].descriptor >= 0)
            return *rest ? -1 : names[i].descriptor;
        return *rest && strspn(rest, "0123456789") == strlen(rest) ? (int)strtol(rest, NULL, 10) : -1;
    }
    return -1;
}

static bool refuse(struct error *error, const char *path, int number)
{
    return error_set(error, "%s cannot be written: %s", path, strerror(number));
}

/* true: *place is where the file itself stands or will stand; NULL: it is to be written through. */
static bool find_place(const char *path, char **place, struct error *error)
{
    struct stat found;

    *place = NULL;
    if (descriptor_of(path) >= 0)
        return true;
    if (stat(path, &found) == 0) {
        if (S_ISDIR(found.st_mode))
            return error_set(error, "%s cannot be written: it is a folder; name a file", path);
        return !S_ISREG(found.st_mode) || (*place = realpath(path, NULL)) || refuse(error, path, errno);
    }
    if (errno != ENOENT)
        return refuse(error, path, errno);
    if (lstat(path, &found) != 0) /* else a link to what is not there yet */
        *place = text_copy(path);
    return true;
}

bool file_target_check(const char *path, bool replace, struct error *error)
{
    CLEANUP(cleanup_string) char *place = NULL;
    const char *slash;

    if (!find_place(path, &place, error))
        return false;
    if (!place)
        return true;
    if (!replace && access(place, F_OK) == 0)
        return error_set(error, "%s is there already; --force replaces it", path);
    slash = strrchr(place, '/');
    CLEANUP(cleanup_string)
    char *folder = slash ? text_format("%.*s", (int)(slash == place ? 1 : slash - place), place) : text_copy(".");
    return access(folder, W_OK | X_OK) == 0 || refuse(error, path, errno);
}

static bool write_all(int descriptor, const char *text, size_t length)
{
    while (length > 0) {
        const ssize_t written = write(descriptor, text, length);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            text += written;
            length -= (size_t)written;
        }
    }
    return true;
}

static bool open_temporary(struct file_draft *draft)
{
    do {
        free(draft->temporary);
        draft->temporary = text_format("%s" DRAFT_SUFFIX, draft->place);
        draft->descriptor = mkostemp(draft->temporary, O_CLOEXEC);
    } while (draft->descriptor >= 0 && !draft_claim(draft->descriptor) && close(draft->descriptor) == 0);
    return draft->descriptor >= 0;
}

/* A disk that is far away tells what it could not keep when a descriptor is closed. */
static bool flush(int descriptor)
{
    const int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);

    return copy >= 0 && close(copy) == 0;
}

static bool fill_temporary(struct file_draft *draft, struct error *error)
{
    left_drafts_remove(draft->place);
    if (!open_temporary(draft)) {
        const int number = errno;
        free(TAKE(draft->temporary));
        return refuse(error, draft->path, number);
    }
    return (fchmod(draft->descriptor, draft->mode) == 0 && write_all(draft->descriptor, draft->text, draft->length) &&
            flush(draft->descriptor)) ||
           refuse(error, draft->path, errno);
}

struct file_draft *file_draft_new(const char *path, const char *text, size_t length, unsigned mode, struct error *error)
{
    CLEANUP(file_draft_free) struct file_draft *draft = memory_new(sizeof *draft);

    *draft =
        (struct file_draft){.path = text_copy(path), .text = text, .length = length, .descriptor = -1, .mode = mode};
    if (!find_place(path, &draft->place, error) || (draft->place && !fill_temporary(draft, error)))
        return NULL;
    return TAKE(draft);
}

/* A pipe that nobody reads is an error at once: nothing may wait for its reader. */
static int open_through(const struct file_draft *draft)
{
    const int own = descriptor_of(draft->path);
    int descriptor;

    if (own >= 0) {
        if (own == STDOUT_FILENO)
            fflush(stdout); /* what was printed before comes first */
        return fcntl(own, F_DUPFD_CLOEXEC, 0);
    }
    descriptor = open(draft->path, O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY | O_NONBLOCK | O_CLOEXEC, draft->mode);
    if (descriptor >= 0)
        fcntl(descriptor, F_SETFL, 0);
    return descriptor;
}

static bool write_through(const struct file_draft *draft)
{
    const int descriptor = open_through(draft);
    const bool done = descriptor >= 0 && write_all(descriptor, draft->text, draft->length);
    const int number = errno;

    if (descriptor >= 0)
        close(descriptor);
    errno = number;
    return done;
}

static bool give_name(const struct file_draft *draft, bool replace)
{
    return (replace ? rename(draft->temporary, draft->place)
                    : renameat2(AT_FDCWD, draft->temporary, AT_FDCWD, draft->place, RENAME_NOREPLACE)) == 0;
}

bool file_draft_commit(struct file_draft **reference, bool replace, struct error *error)
{
    CLEANUP(file_draft_free) struct file_draft *draft = TAKE(*reference);

    if (!draft->place)
        return write_through(draft) || refuse(error, draft->path, errno);
    if (!give_name(draft, replace))
        return refuse(error, draft->path, errno);
    free(TAKE(draft->temporary));
    return true;
}

void file_draft_free(struct file_draft **reference)
{
    struct file_draft *const draft = TAKE(*reference);

    if (!draft)
        return;
    if (draft->temporary)
        unlink(draft->temporary);
    if (draft->descriptor >= 0)
        close(draft->descriptor);
    free(draft->temporary);
    free(draft->place);
    free(draft->path);
    free(draft);
}

bool file_write(const char *path, const char *text, size_t length, unsigned mode, struct error *error)
{
    CLEANUP(file_draft_free) struct file_draft *draft = file_draft_new(path, text, length, mode, error);

    return draft && file_draft_commit(&draft, true, error);
}
