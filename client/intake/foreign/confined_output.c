/* SPDX-License-Identifier: MIT */
/* It has one pipe to write to; who reads there may be gone, and then nobody needs it any more. */
#include "confined_output.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static void write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        const ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno != EINTR)
            _exit(1);
        bytes += written > 0 ? written : 0;
        length -= written > 0 ? (size_t)written : 0;
    }
}

static void put(const struct confined_output *output, enum confined_frame_kind kind, const char *bytes, size_t length)
{
    const struct confined_frame head = {kind, (uint32_t)length};

    write_all(output->descriptor, (const char *)&head, sizeof head);
    write_all(output->descriptor, bytes, length);
}

static size_t cut(const char *text)
{
    return strnlen(text, 1000);
}

void confined_entry(const struct confined_output *output, const char *name)
{
    put(output, FRAME_ENTRY, name, cut(name));
}

void confined_bytes(const struct confined_output *output, const void *bytes, size_t length)
{
    const char *const from = bytes;

    for (size_t at = 0; at < length; at += CONFINED_LARGEST_FRAME)
        put(output, FRAME_BYTES, from + at,
            length - at < CONFINED_LARGEST_FRAME ? length - at : CONFINED_LARGEST_FRAME);
}

void confined_entry_end(const struct confined_output *output)
{
    put(output, FRAME_END, "", 0);
}

void confined_unread(const struct confined_output *output, const char *name, const char *why)
{
    confined_entry(output, name);
    put(output, FRAME_UNREAD, why, cut(why));
}

void confined_failed(const struct confined_output *output, const char *why)
{
    put(output, FRAME_ERROR, why, cut(why));
}
