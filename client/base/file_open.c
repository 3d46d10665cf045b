/* SPDX-License-Identifier: MIT */
/* Files are opened without waiting, and made to wait for what is in them afterwards. */
#include "file_open.h"

#include "cleanup.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <linux/major.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { WRITER_MS = 3000 };

/* One without a name has had its writer, or has been handed on by whoever has it. */
static bool is_named_pipe(int descriptor)
{
    struct stat found;
    struct statfs system;

    return fstat(descriptor, &found) == 0 && S_ISFIFO(found.st_mode) && fstatfs(descriptor, &system) == 0 &&
           system.f_type != PIPEFS_MAGIC;
}

/* Asked by copying a byte to nowhere: read() would take it away, and poll() knows only writers that have gone. */
static bool has_writer(int descriptor)
{
    int nowhere[2];

    if (pipe2(nowhere, O_CLOEXEC) != 0)
        return true;
    const ssize_t copied = tee(descriptor, nowhere[1], 1, SPLICE_F_NONBLOCK);
    const int number = errno;
    close(nowhere[0]);
    close(nowhere[1]);
    return copied > 0 || (copied < 0 && number == EAGAIN);
}

static bool waits_in_vain(int descriptor)
{
    struct pollfd come = {.fd = descriptor, .events = POLLIN};

    return is_named_pipe(descriptor) && poll(&come, 1, WRITER_MS) == 0 && !has_writer(descriptor);
}

/* /dev/zero, full, random and urandom: Linux's list of devices has their numbers. */
static bool never_ends(int descriptor)
{
    static const unsigned minors[] = {5, 7, 8, 9};
    struct stat found;

    if (fstat(descriptor, &found) != 0 || !S_ISCHR(found.st_mode) || major(found.st_rdev) != MEM_MAJOR)
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(minors); i++)
        if (minor(found.st_rdev) == minors[i])
            return true;
    return false;
}

static const char *why_not(int descriptor)
{
    return never_ends(descriptor)      ? "it is a device that never ends"
           : waits_in_vain(descriptor) ? "it is a pipe, and nobody writes to it"
                                       : NULL;
}

int file_open_to_read(const char *path, const char **why)
{
    const int descriptor = open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);

    *why = descriptor >= 0 ? why_not(descriptor) : strerror(errno);
    if (descriptor >= 0 && *why) {
        close(descriptor);
        return -1;
    }
    if (descriptor >= 0)
        fcntl(descriptor, F_SETFL, 0);
    return descriptor;
}

FILE *file_open_stream(const char *path, const char **why)
{
    const int descriptor = file_open_to_read(path, why);
    FILE *const file = descriptor >= 0 ? fdopen(descriptor, "rb") : NULL;

    if (descriptor >= 0 && !file) {
        *why = strerror(errno);
        close(descriptor);
    }
    return file;
}

int file_open_to_write(const char *path, int flags, mode_t mode)
{
    const int descriptor = open(path, O_WRONLY | O_CREAT | O_NOCTTY | O_NONBLOCK | O_CLOEXEC | flags, mode);

    if (descriptor >= 0)
        fcntl(descriptor, F_SETFL, flags & O_APPEND);
    return descriptor;
}

FILE *file_open_stream_to_write(const char *path, int flags, mode_t mode)
{
    const int descriptor = file_open_to_write(path, flags, mode);
    FILE *const file = descriptor >= 0 ? fdopen(descriptor, flags & O_APPEND ? "a" : "w") : NULL;

    if (descriptor >= 0 && !file)
        close(descriptor);
    return file;
}
