/* SPDX-License-Identifier: MIT */
/* The parent: a child that says more than it may is not listened to any longer. */
#include "confined.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "capture/unpack.h"
#include "confined_program.h"
#include "intake/container.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define NO_PROCESS "no process can be started to read it: %s"

struct confined_child {
    pid_t process;
    int output;
};

static bool read_all(int descriptor, char *bytes, size_t length)
{
    while (length > 0) {
        const ssize_t got = read(descriptor, bytes, length);
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        bytes += got > 0 ? got : 0;
        length -= got > 0 ? (size_t)got : 0;
    }
    return true;
}

/* A copy of the bytes that has a descriptor; -1: error says why there is none. */
static int file_of(const char *bytes, size_t length, struct error *error)
{
    const int file = memfd_create("input", MFD_CLOEXEC);

    while (file >= 0 && length > 0) {
        const ssize_t written = write(file, bytes, length);
        if (written < 0 && errno != EINTR)
            break;
        bytes += written > 0 ? written : 0;
        length -= written > 0 ? (size_t)written : 0;
    }
    if (file >= 0 && length == 0 && lseek(file, 0, SEEK_SET) == 0)
        return file;
    error_set(error, "there is no room for a copy of it: %s", strerror(errno));
    if (file >= 0)
        close(file);
    return -1;
}

static bool start(struct confined_child *child, const struct confined_work *work, int input, struct error *error)
{
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_set(error, NO_PROCESS, strerror(errno));
    child->process = fork();
    if (child->process == 0)
        confined_child_run(work, input, ends[1]);
    close(ends[1]);
    child->output = ends[0];
    if (child->process < 0)
        close(ends[0]);
    return child->process > 0 || error_set(error, NO_PROCESS, strerror(errno));
}

/* What comes through the pipe. */
struct confined_input {
    struct container container;
    char name[1024]; /* of the entry */
    char piece[CONFINED_LARGEST_FRAME];
    unsigned long long own, *left; /* bytes that may still come */
};

/* false: nothing that follows is of use. */
static bool take_frame(struct confined_input *coming, const struct confined_frame *head, struct error *error)
{
    switch ((enum confined_frame_kind)head->kind) {
    case FRAME_ENTRY: snprintf(coming->name, sizeof coming->name, "%.*s", (int)head->length, coming->piece); break;
    case FRAME_BYTES:
        if (head->length > *coming->left)
            return error_set(error, "it unpacks to more than %d times its size", UNPACK_RATIO);
        *coming->left -= head->length;
        container_piece(&coming->container, coming->name, coming->piece, head->length);
        break;
    case FRAME_END: container_piece(&coming->container, coming->name, "", 0); break;
    case FRAME_UNREAD:
        coming->piece[head->length < CONFINED_LARGEST_FRAME ? head->length : CONFINED_LARGEST_FRAME - 1] = '\0';
        container_refuse(&coming->container, coming->name, coming->piece);
        break;
    case FRAME_ERROR: return error_set(error, "%.*s", (int)head->length, coming->piece);
    }
    return true;
}

static bool take_frames(const struct confined_child *child, const struct input *input, size_t length,
                        struct error *error)
{
    struct confined_input *const coming = memory_new(sizeof *coming);
    struct confined_frame head;
    bool fine = true;

    coming->container.outer = input;
    coming->own = archive_budget(length);
    coming->left = input->budget ? input->budget : &coming->own;
    while (fine && read_all(child->output, (char *)&head, sizeof head) && head.length <= CONFINED_LARGEST_FRAME &&
           read_all(child->output, coming->piece, head.length))
        fine = take_frame(coming, &head, error);
    container_clear(&coming->container);
    free(coming);
    return fine;
}

/* How the child ended; it is killed when nobody listens any more. */
static bool finish(const struct confined_child *child, const char *what, bool fine, struct error *error)
{
    int status = 0;

    close(child->output);
    if (!fine)
        kill(child->process, SIGKILL);
    while (waitpid(child->process, &status, 0) < 0 && errno == EINTR)
        ;
    if (!fine || status == 0)
        return fine;
    if (WIFEXITED(status) && WEXITSTATUS(status) == CONFINED_NOT_FOUND)
        return error_set(error, "the %s could not be read: " NO_PROCESS, what, "/proc/self/exe cannot be run");
    if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGALRM || WTERMSIG(status) == SIGXCPU))
        return error_set(error, "the %s could not be read: its reader took too long, as damaged ones make it", what);
    return error_set(error, "the %s could not be read: it is damaged, or made to harm what reads it", what);
}

/* false: no child runs. */
static bool begin(struct confined_child *child, const struct confined_work *work, const char *bytes,
                  struct error *error)
{
    const int file = file_of(bytes, work->length, error);
    bool started;

    if (file < 0)
        return false;
    started = start(child, work, file, error);
    close(file);
    return started;
}

bool confined_read(confined_function *function, const char *what, const struct input *input, const char *bytes,
                   size_t length, struct error *error)
{
    const struct confined_work work = {function, confined_program(function), length};
    struct confined_child child = {0};

    return begin(&child, &work, bytes, error) && finish(&child, what, take_frames(&child, input, length, error), error);
}

/* What the program prints is one entry. */
static size_t take_text(const struct confined_child *child, const struct input *input, size_t length)
{
    CLEANUP(container_clear) struct container container = {.outer = input};
    unsigned long long left = archive_budget(length);
    size_t printed = 0;
    char piece[8192];
    ssize_t got;

    while (left > 0 && ((got = read(child->output, piece, sizeof piece)) > 0 || (got < 0 && errno == EINTR))) {
        if (got < 0)
            continue;
        for (ssize_t i = 0; i < got; i++)
            printed += (unsigned char)piece[i] > ' ';
        left -= (unsigned long long)got < left ? (unsigned long long)got : left;
        container_piece(&container, "text", piece, (size_t)got);
    }
    if (printed > 0)
        container_piece(&container, "text", "", 0);
    return printed;
}

enum confined_result confined_run(const char *const arguments[], const struct input *input, const char *bytes,
                                  size_t length, struct error *error)
{
    const struct confined_work work = {NULL, arguments, length};
    struct confined_child child = {0};
    size_t printed;
    int status = 0;

    if (!begin(&child, &work, bytes, error))
        return CONFINED_UNABLE;
    printed = take_text(&child, input, length);
    close(child.output);
    while (waitpid(child.process, &status, 0) < 0 && errno == EINTR)
        ;
    if (WIFEXITED(status) && WEXITSTATUS(status) == CONFINED_NOT_FOUND)
        return CONFINED_NOT_INSTALLED;
    if (status != 0)
        return CONFINED_FAILED;
    return printed > 0 ? CONFINED_DONE : CONFINED_NOTHING;
}
