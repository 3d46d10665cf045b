/* SPDX-License-Identifier: MIT */
/* What a confined child says of what it finds: entries, through a pipe, in frames of a head and its bytes. */
#ifndef FBLAB_CONFINED_OUTPUT_H
#define FBLAB_CONFINED_OUTPUT_H

#include <stddef.h>
#include <stdint.h>

enum { CONFINED_LARGEST_FRAME = 64 << 10 };

enum confined_frame_kind { FRAME_ENTRY, FRAME_BYTES, FRAME_END, FRAME_UNREAD, FRAME_ERROR };

/* Before each piece on the pipe. */
struct confined_frame {
    uint32_t kind, length;
};

/* Where the child says what it finds. */
struct confined_output {
    int descriptor;
};

void confined_entry(const struct confined_output *output, const char *name);
void confined_bytes(const struct confined_output *output, const void *bytes, size_t length);
void confined_entry_end(const struct confined_output *output);
/* An entry that cannot be read. */
void confined_unread(const struct confined_output *output, const char *name, const char *why);
/* What was said is all that could be found. */
void confined_failed(const struct confined_output *output, const char *why);

#endif
