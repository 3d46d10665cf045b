/* SPDX-License-Identifier: MIT */
/* Archives whose reader takes down what others of this process use. Runs in a child. */
#include "foreign_readers.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "capture/unpack.h"

#include <stdint.h>
#include <stdlib.h>

struct archive_output {
    const struct confined_output *output;
    bool begun;
};

static bool take_piece(void *context, const char *name, const char *bytes, size_t length)
{
    struct archive_output *const to = context;

    if (!to->begun)
        confined_entry(to->output, name);
    to->begun = length > 0;
    if (length > 0)
        confined_bytes(to->output, bytes, length);
    else
        confined_entry_end(to->output);
    return true;
}

static void take_refused(void *context, const char *name, const char *why)
{
    struct archive_output *const to = context;

    to->begun = false;
    confined_unread(to->output, name, why);
}

bool archive_read_foreign(const char *path, const struct confined_output *output, struct error *error)
{
    struct archive_output to = {output, false};
    const struct archive_reader reader = {.piece = take_piece, .context = &to, .refused = take_refused};
    size_t length = 0;
    CLEANUP(cleanup_string) char *bytes = file_read(path, SIZE_MAX - 1, &length, error);

    return bytes && archive_each(bytes, length, &reader, error);
}
