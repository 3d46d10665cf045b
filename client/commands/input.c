/* SPDX-License-Identifier: MIT */
/* Opens an input, pushes its bytes through the intake, and counts what is found. */
#include "input.h"

#include "base/cleanup.h"
#include "base/file_open.h"
#include "base/memory.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define PIECE (256UL * 1024) /* stays in the cache between reading and scanning */

static bool pump(struct reader *reader, int descriptor, struct intake *intake, struct error *error)
{
    CLEANUP(cleanup_string) char *piece = memory_room(PIECE);
    ssize_t got;

    while ((got = read(descriptor, piece, PIECE)) > 0 || (got < 0 && errno == EINTR)) {
        if (got < 0)
            continue;
        atomic_fetch_add(&reader->bytes, (unsigned long long)got);
        if (!intake_push(intake, piece, (size_t)got, error))
            return false;
    }
    if (got < 0)
        return error_set(error, "it cannot be read: %s", strerror(errno));
    return intake_end(intake, error);
}

void input_read(struct reader *reader, const char *name, struct result *result)
{
    const char *why = NULL;
    const int descriptor = name ? file_open_to_read(name, &why) : STDIN_FILENO;
    CLEANUP(intake_free) struct intake *intake = NULL;
    struct error error = {""};

    *result = (struct result){.tally = tally_new(reader->classifier, name)};
    intake = intake_new(reader->literals, tally_take, result->tally);
    intake_tell(intake, tally_take_unread);
    intake_called(intake, name);
    if (descriptor < 0)
        error_set(&error, "it cannot be read: %s", why);
    if (descriptor < 0 || !pump(reader, descriptor, intake, &error))
        tally_take_unread(result->tally, NULL, error.text);
    if (name && descriptor >= 0)
        close(descriptor);
}

void result_clear(struct result *result)
{
    tally_free(&result->tally);
}
