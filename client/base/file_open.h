/* SPDX-License-Identifier: MIT */
/* Opening what somebody has named, and what may be no file at all: a named pipe is no reason to wait for whoever has its other
 * end. Thread-safe. */
#ifndef FBLAB_FILE_OPEN_H
#define FBLAB_FILE_OPEN_H

#include <stdio.h>
#include <sys/types.h>

/* A descriptor; -1: why, borrowed. Not of a device that never ends. A named pipe must have a writer within three seconds; who has
 * one is waited for. */
int file_open_to_read(const char *path, const char **why);
/* The same as a stream; NULL: why. */
FILE *file_open_stream(const char *path, const char **why);
/* A descriptor; -1: errno. `flags`: O_TRUNC or O_APPEND. A named pipe must have a reader now. */
int file_open_to_write(const char *path, int flags, mode_t mode);
/* The same as a stream; NULL: errno. */
FILE *file_open_stream_to_write(const char *path, int flags, mode_t mode);

#endif
