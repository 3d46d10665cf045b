/* SPDX-License-Identifier: MIT */
/* What a replaced line or head stands for is swallowed as it comes, in whatever pieces. */
#include "adopted_socket.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "later_bytes.h"
#include "request_head.h"
#include "socket_calls.h"

#include <errno.h>
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

    struct request_head head;
    struct later_bytes later;
    bool head_is_read; /* what comes is the body, or the next request */
    bool awaits;       /* a request: whatever is sent is libmicrohttpd's own */
    bool mute;         /* the client has gone, or has had its answer, or nobody is to hear any more */
    bool late;         /* the head took too long */
};

static struct adopted_socket *adopted_of(struct socket_owner *owner)
{
    return (struct adopted_socket *)(void *)owner; /* its first member */
}

static void note_bytes(struct adopted_socket *adopted, const char *bytes, size_t length)
{
    const double now = adopted->head.began == 0 ? clock_ms() : 0;
    const size_t of_head = adopted->head_is_read ? 0 : request_head_feed(&adopted->head, bytes, length, now);

    later_bytes_add(&adopted->later, bytes + of_head, length - of_head);
}

static ssize_t receive(struct socket_owner *owner, void *bytes, size_t length)
{
    struct adopted_socket *adopted = adopted_of(owner);
    const ssize_t got = adopted->stream->receive(adopted->context, bytes, length);

    if (got > 0)
        note_bytes(adopted, bytes, (size_t)got);
    else if (got == 0 || errno != EAGAIN)
        adopted->mute = true;
    return adopted->late ? 0 : got; /* what came late was read lest its being left unread end in an RST */
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

static bool begins(const struct iovec *part, const char *text)
{
    return part->iov_len >= strlen(text) && memcmp(part->iov_base, text, strlen(text)) == 0;
}

static const char bad_request[] = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n"
                                  "Content-Length: 32\r\n\r\nThese bytes are no HTTP request.";

static size_t bytes_of(const struct iovec *parts, size_t count)
{
    size_t total = 0;

    for (size_t i = 0; i < count; i++)
        total += parts[i].iov_len;
    return total;
}

/* What libmicrohttpd calls too large once the head is over is the size of a chunk, which http.sys calls wrong. */
static bool is_bad_chunk(const struct adopted_socket *adopted, const struct iovec *parts)
{
    return adopted->head_is_read && begins(&parts[0], "HTTP/1.1 413 ");
}

static ssize_t send_bad_request(const struct adopted_socket *adopted, const struct iovec *parts, size_t count)
{
    const struct iovec part = {(void *)bad_request, sizeof bad_request - 1};
    const ssize_t sent = adopted->stream->send(adopted->context, &part, 1);

    return sent < 0 ? sent : (ssize_t)bytes_of(parts, count);
}

/* libmicrohttpd writes the head of some refusals twice: the first one goes. "100 Continue" is none. */
static ssize_t send_refusal(struct adopted_socket *adopted, const struct iovec *parts, size_t count)
{
    static const char start[] = "HTTP/1.1 ";
    const char *bytes = parts[0].iov_base;
    const char *again = parts[0].iov_len > 0 ? memmem(bytes + 1, parts[0].iov_len - 1, start, sizeof start - 1) : NULL;
    struct iovec rest[PARTS];
    ssize_t sent;

    if (begins(&parts[0], "HTTP/1.1 100 "))
        return adopted->stream->send(adopted->context, parts, count);
    adopted->mute = true;
    if (is_bad_chunk(adopted, parts))
        return send_bad_request(adopted, parts, count);
    if (!again || count > PARTS)
        return adopted->stream->send(adopted->context, parts, count);
    memcpy(rest, parts, count * sizeof *rest);
    rest[0] = (struct iovec){(char *)again, parts[0].iov_len - (size_t)(again - bytes)};
    sent = adopted->stream->send(adopted->context, rest, count);
    return sent < 0 ? sent : sent + (again - bytes);
}

static ssize_t send_parts(struct socket_owner *owner, const struct iovec *parts, size_t count)
{
    struct adopted_socket *adopted = adopted_of(owner);

    if (adopted->awaits && count > 0)
        return send_refusal(adopted, parts, count);
    if (adopted->replacement || adopted->swallowing != SWALLOWING_NOTHING)
        return send_changed(adopted, parts, count);
    return adopted->stream->send(adopted->context, parts, count);
}

/* libmicrohttpd closes without a word where it finds no request line, and where the head never comes to its end. */
static void refuse_head(const struct adopted_socket *adopted)
{
    static const char late[] = "HTTP/1.1 408 Request Timeout\r\nContent-Type: text/plain\r\nConnection: close\r\n"
                               "Content-Length: 51\r\n\r\nThe request's head did not come to its end in time.";
    const struct iovec part = adopted->late ? (struct iovec){(void *)late, sizeof late - 1}
                                            : (struct iovec){(void *)bad_request, sizeof bad_request - 1};

    if (adopted->awaits && adopted->head.began > 0 && !adopted->head_is_read && !adopted->mute)
        adopted->stream->send(adopted->context, &part, 1);
}

static void closed(struct socket_owner *owner)
{
    struct adopted_socket *adopted = adopted_of(owner);

    refuse_head(adopted);
    adopted->stream->end(adopted->context);
    free(adopted->replacement);
    later_bytes_clear(&adopted->later);
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

void adopted_socket_await(struct adopted_socket *adopted)
{
    struct later_bytes *const later = &adopted->later;

    adopted->awaits = true;
    adopted->head_is_read = false;
    adopted->head = (struct request_head){0};
    later_bytes_take(later, request_head_feed(&adopted->head, later->bytes, later->count, clock_ms()));
}

bool adopted_socket_head_read(struct adopted_socket *adopted, struct request_body body)
{
    adopted->head_is_read = true;
    later_bytes_know_body(&adopted->later, body);
    return !adopted->head.unsound;
}

void adopted_socket_answer(struct adopted_socket *adopted)
{
    adopted->awaits = false;
}

double adopted_socket_head_began(const struct adopted_socket *adopted)
{
    return adopted->awaits && !adopted->head_is_read ? adopted->head.began : 0;
}

void adopted_socket_give_up(struct adopted_socket *adopted)
{
    adopted->late = true;
}

void adopted_socket_hush(struct adopted_socket *adopted)
{
    adopted->mute = true;
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
