/* SPDX-License-Identifier: MIT */
/* What a replaced line or head stands for is swallowed as it comes, in whatever pieces. */
#include "adopted_socket.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "socket_calls.h"

#include <stdlib.h>
#include <string.h>

enum { PARTS = 8 }; /* libmicrohttpd sends a head and a body */

/* What comes from libmicrohttpd and is not passed on. */
enum swallowing {
    SWALLOWING_NOTHING,
    SWALLOWING_LINE,
    SWALLOWING_HEAD,
};

struct adopted_socket {
    struct socket_owner owner;
    const struct byte_stream *stream;
    void *context;
    char *replacement; /* owned; NULL: none, or it has gone */
    size_t gone;       /* bytes of it that have been taken */
    enum swallowing swallowing;
    bool line_is_empty; /* so far, of the line that is being swallowed */
};

static struct adopted_socket *adopted_of(struct socket_owner *owner)
{
    return (struct adopted_socket *)(void *)owner; /* its first member */
}

static ssize_t receive(struct socket_owner *owner, void *bytes, size_t length)
{
    const struct adopted_socket *adopted = adopted_of(owner);

    return adopted->stream->receive(adopted->context, bytes, length);
}

/* How many of these bytes belong to what was replaced: a line, or all up to the first empty one. */
static size_t swallow(struct adopted_socket *adopted, const char *bytes, size_t length)
{
    size_t i = 0;

    for (; i < length && adopted->swallowing != SWALLOWING_NOTHING; i++) {
        const bool line_ends = bytes[i] == '\n';

        if (line_ends && (adopted->swallowing == SWALLOWING_LINE || adopted->line_is_empty))
            adopted->swallowing = SWALLOWING_NOTHING;
        adopted->line_is_empty = line_ends || (adopted->line_is_empty && bytes[i] == '\r');
    }
    return i;
}

/* true: the replacement is out. false: errno says why not. */
static bool send_replacement(struct adopted_socket *adopted)
{
    while (adopted->replacement[adopted->gone]) {
        char *rest = adopted->replacement + adopted->gone;
        const struct iovec part = {rest, strlen(rest)};
        const ssize_t sent = adopted->stream->send(adopted->context, &part, 1);

        if (sent <= 0)
            return false;
        adopted->gone += (size_t)sent;
    }
    cleanup_string(&adopted->replacement);
    return true;
}

/* Swallows at the front of the parts; returns the number of bytes. */
static size_t swallow_parts(struct adopted_socket *adopted, struct iovec *parts, size_t count)
{
    size_t total = 0;

    for (size_t i = 0; i < count && adopted->swallowing != SWALLOWING_NOTHING; i++) {
        const size_t length = swallow(adopted, parts[i].iov_base, parts[i].iov_len);

        parts[i] = (struct iovec){(char *)parts[i].iov_base + length, parts[i].iov_len - length};
        total += length;
    }
    return total;
}

/* What was swallowed counts as sent, whether or not the rest could be. */
static ssize_t send_changed(struct adopted_socket *adopted, const struct iovec *parts, size_t count)
{
    const size_t kept = count < PARTS ? count : PARTS;
    struct iovec rest[PARTS];
    size_t swallowed;
    ssize_t sent;

    if (adopted->replacement && !send_replacement(adopted))
        return -1;
    memcpy(rest, parts, kept * sizeof *rest);
    swallowed = swallow_parts(adopted, rest, kept);
    sent = adopted->stream->send(adopted->context, rest, kept);
    if (sent < 0)
        return swallowed > 0 ? (ssize_t)swallowed : -1;
    return (ssize_t)swallowed + sent;
}

static ssize_t send_parts(struct socket_owner *owner, const struct iovec *parts, size_t count)
{
    struct adopted_socket *adopted = adopted_of(owner);

    if (adopted->replacement || adopted->swallowing != SWALLOWING_NOTHING)
        return send_changed(adopted, parts, count);
    return adopted->stream->send(adopted->context, parts, count);
}

static void closed(struct socket_owner *owner)
{
    struct adopted_socket *adopted = adopted_of(owner);

    adopted->stream->end(adopted->context);
    free(adopted->replacement);
    free(adopted);
}

struct adopted_socket *adopted_socket_new(int descriptor, const struct byte_stream *stream, void *context)
{
    static const struct socket_functions functions = {.receive = receive, .send = send_parts, .close = closed};
    struct adopted_socket *adopted = memory_new(sizeof *adopted);

    *adopted = (struct adopted_socket){.owner = {&functions}, .stream = stream, .context = context};
    if (!socket_calls_take(descriptor, &adopted->owner))
        free(TAKE(adopted));
    return adopted;
}

static void replace(struct adopted_socket *adopted, char *bytes, enum swallowing swallowing)
{
    free(adopted->replacement);
    adopted->replacement = bytes;
    adopted->gone = 0;
    adopted->swallowing = swallowing;
    adopted->line_is_empty = false;
}

void adopted_socket_replace_line(struct adopted_socket *adopted, const char *line)
{
    replace(adopted, text_format("%s\r\n", line), SWALLOWING_LINE);
}

void adopted_socket_replace_head(struct adopted_socket *adopted, const char *head, unsigned milliseconds)
{
    replace(adopted, text_copy(head), SWALLOWING_HEAD);
    if (milliseconds > 0)
        adopted->stream->delay(adopted->context, milliseconds);
}
