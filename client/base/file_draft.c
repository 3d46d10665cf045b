/* SPDX-License-Identifier: MIT */
/* A temporary file and rename(); what is no regular file is opened and written to. */
#include "file_draft.h"

#include "cleanup.h"
#include "file_open.h"
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
    } names[] = {{"-", STDOUT_FILENO},
                 {"/dev/stdout", STDOUT_FILENO},
                 {"/dev/stderr", STDERR_FILENO},
                 {"/dev/fd/", -1},
                 {"/proc/self/fd/", -1}};

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

/* A new file could take its name all the same, but it is write-protected because somebody wants to keep it. */
static bool may_change(const char *path)
{
    return faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0;
}

static bool refuse(struct error *error, const char *path, int number)
{
    return error_set(error, "%s cannot be written: %s", path, strerror(number));
}

/* Those that we have opened ourselves are closed for our children; what the user has handed us is not. */
static bool is_handed(int descriptor)
{
    const int flags = fcntl(descriptor, F_GETFD);

    return flags >= 0 && !(flags & FD_CLOEXEC);
}

/* true: *place is where the file itself stands or will stand; NULL: it is to be written through. */
static bool find_place(const char *path, char **place, struct error *error)
{
    struct stat found;

    *place = NULL;
    if (descriptor_of(path) >= 0)
        return is_handed(descriptor_of(path)) || refuse(error, path, EBADF);
    if (stat(path, &found) == 0) {
        if (S_ISDIR(found.st_mode))
            return error_set(error, "%s cannot be written: it is a folder; name a file", path);
        return !S_ISREG(found.st_mode) || (may_change(path) && (*place = realpath(path, NULL))) ||
               refuse(error, path, errno);
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

bool file_target_is_output(const char *path)
{
    return descriptor_of(path) == STDOUT_FILENO;
}

/* Of a file that is not there yet. NULL: nor is its folder. The caller frees it. */
static char *future_place(const char *path)
{
    const char *const slash = strrchr(path, '/');
    CLEANUP(cleanup_string) char *parent = slash ? text_copy_part(path, (size_t)(slash - path) + 1) : text_copy(".");
    CLEANUP(cleanup_string) char *folder = realpath(parent, NULL);

    return folder ? text_format("%s/%s", folder, slash ? slash + 1 : path) : NULL;
}

/* Where it is or will be, as text; NULL: somewhere that has room for several. The caller frees it. */
static char *whereabouts(const char *path)
{
    CLEANUP(cleanup_string) char *place = NULL;

    if (descriptor_of(path) >= 0)
        return text_format("%d", descriptor_of(path));
    if (!find_place(path, &place, NULL) || !place)
        return NULL;
    return access(place, F_OK) == 0 ? TAKE(place) : future_place(path);
}

bool file_target_same(const char *one, const char *other)
{
    CLEANUP(cleanup_string) char *first = whereabouts(one);
    CLEANUP(cleanup_string) char *second = whereabouts(other);

    return first && second && strcmp(first, second) == 0;
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

/* As mkostemp(), but with the user's umask. */
static int open_new(char *path, unsigned mode)
{
    static const char characters[] = "abcdefghijklmnopqrstuvwxyz234567"; /* 32, so that each is as likely */
    char *const end = path + strlen(path) - DRAFT_RANDOM;
    unsigned char drawn[DRAFT_RANDOM];
    int descriptor;

    do {
        if (getentropy(drawn, sizeof drawn) != 0)
            return -1;
        for (size_t i = 0; i < sizeof drawn; i++)
            end[i] = characters[drawn[i] % (sizeof characters - 1)];
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    } while (descriptor < 0 && errno == EEXIST);
    return descriptor;
}

/* What others could not read before, they cannot read now. */
static bool keep_mode(const struct file_draft *draft)
{
    struct stat old;

    return stat(draft->place, &old) != 0 || fchmod(draft->descriptor, draft->mode & old.st_mode) == 0;
}

static bool open_temporary(struct file_draft *draft)
{
    do {
        free(draft->temporary);
        draft->temporary = draft_name(draft->place);
        draft->descriptor = open_new(draft->temporary, draft->mode);
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
    return (keep_mode(draft) && write_all(draft->descriptor, draft->text, draft->length) && flush(draft->descriptor)) ||
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

    if (own >= 0) {
        if (own == STDOUT_FILENO)
            fflush(stdout); /* what was printed before comes first */
        return fcntl(own, F_DUPFD_CLOEXEC, 0);
    }
    return file_open_to_write(draft->path, O_TRUNC, draft->mode);
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
