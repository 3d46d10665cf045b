/* SPDX-License-Identifier: MIT */
#include "relay.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "fault_actions.h"
#include "loan.h"
#include "stream.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

static bool has_consumer(const struct stream *stream)
{
    return stream->consumer.fd >= 0 || stream->consumer_ended;
}

/* The first plain byte has come: now a consumer is wanted. The other end of its socketpair; -1: there is none. */
static int open_consumer(struct stream *stream)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) < 0)
        return -1;
    stream_cancel_due(stream);
    stream->consumer.fd = ends[0];
    return ends[1];
}

static void give_to_owner(struct stream *stream, int plain)
{
    const struct wire_callbacks *callbacks = &stream->relay->callbacks;

    callbacks->stream(callbacks->context, stream, plain, (const struct sockaddr *)&stream->peer, stream->peer_length);
}

/* How much of it needs no more care: written, or for a consumer that listens no more. */
static size_t give_consumer(struct stream *stream, const char *bytes, size_t length)
{
    const ssize_t sent =
        stream->consumer_ended ? (ssize_t)length : send(stream->consumer.fd, bytes, length, MSG_NOSIGNAL);

    if (sent >= 0)
        return (size_t)sent;
    return errno == EAGAIN ? 0 : length;
}

/* A new request begins a new answer, which the fault treats on its own. */
static void note_requests(struct stream *stream, const char *bytes, size_t length)
{
    if (!fault_waits_for(stream, FAULT_IN_ANSWER) || !request_scanner_feed(&stream->scanner, bytes, length))
        return;
    stream->answered = 0;
    if (stream->answer_state == ANSWER_PASSING)
        stream->answer_state = ANSWER_NONE;
}

static void take_from_client(struct stream *stream, const char *bytes, size_t length)
{
    int plain = -1;
    size_t given;

    if (fault_waits_for(stream, FAULT_AT_REQUEST)) {
        if (request_scanner_feed(&stream->scanner, bytes, length))
            fault_strikes(stream, FAULT_AT_REQUEST);
        return;
    }
    note_requests(stream, bytes, length);
    if (!has_consumer(stream) && (plain = open_consumer(stream)) < 0) {
        stream_event(stream, "no descriptor is left for another connection");
        stream_reset(stream);
        return;
    }
    given = give_consumer(stream, bytes, length);
    buffer_append(&stream->incoming, bytes + given, length - given);
    if (plain >= 0) /* last: the consumer may act at once */
        give_to_owner(stream, plain);
}

/* The client has said all; its answer may still come. */
static void client_said_all(struct stream *stream)
{
    stream->client_ended = true;
    if (stream->consumer.fd >= 0)
        shutdown(stream->consumer.fd, SHUT_WR);
    else if (!stream->consumer_ended)
        stream_finish(stream);
}

/* false: nothing more for now. */
static bool read_once(struct stream *stream)
{
    const ssize_t got = channel_read(&stream->channel, stream->relay->scratch, PUMP_BYTES);

    if (got > 0)
        take_from_client(stream, stream->relay->scratch, (size_t)got);
    else if (got == CHANNEL_END)
        client_said_all(stream);
    else if (got == CHANNEL_DEAD)
        stream_close(stream);
    return got > 0 && stream->phase == PHASE_OPEN && !buffer_length(&stream->incoming) &&
           (got == PUMP_BYTES || channel_pending(&stream->channel));
}

void relay_from_client(struct stream *stream)
{
    /* A stream that the relay has begun with stays with it. */
    if (!has_consumer(stream) && loan_begin(stream))
        return;
    /* Not waited for: so it is an error or hang-up that brings us here. */
    if (stream->client_ended || buffer_length(&stream->incoming)) {
        stream_close(stream);
        return;
    }
    while (read_once(stream))
        ;
    stream_update(stream);
}

void relay_to_consumer(struct stream *stream)
{
    buffer_skip(&stream->incoming,
                give_consumer(stream, buffer_head(&stream->incoming), buffer_length(&stream->incoming)));
    if (!buffer_length(&stream->incoming) && stream->client_ended)
        shutdown(stream->consumer.fd, SHUT_WR);
    else if (!buffer_length(&stream->incoming) && stream->phase == PHASE_OPEN && channel_pending(&stream->channel))
        relay_from_client(stream);
    stream_update(stream);
}

/* How many bytes went; 0: not now, or the stream has ended. */
static size_t write_once(struct stream *stream)
{
    const size_t waiting = buffer_length(&stream->outgoing), allowed = fault_allowance(stream);
    ssize_t sent;

    stream->client_wants_write = false;
    if (waiting == 0 || allowed == 0 || stream->held)
        return 0;
    sent = channel_write(&stream->channel, buffer_head(&stream->outgoing), waiting < allowed ? waiting : allowed);
    stream->client_wants_write = sent == CHANNEL_WAIT;
    if (sent == CHANNEL_DEAD)
        stream_close(stream);
    if (sent <= 0)
        return 0;
    buffer_skip(&stream->outgoing, (size_t)sent);
    stream->answered += (size_t)sent;
    return (size_t)sent;
}

void relay_to_client(struct stream *stream)
{
    if (buffer_length(&stream->outgoing) == 0)
        return;
    while (!fault_after_bytes(stream) && buffer_length(&stream->outgoing) && write_once(stream))
        fault_note_written(stream);
    if (!stream_carries(stream))
        return;
    if (!buffer_length(&stream->outgoing) && stream->consumer_ended)
        stream_finish(stream);
    else
        stream_update(stream);
}

/* Behind the bytes that were replaced: a line, or all up to the first empty line. */
static const char *skip_replaced(struct stream *stream, const char *bytes, const char *end)
{
    while (bytes < end && stream->skipping != SKIPPING_NOTHING) {
        const bool line_ends = *bytes == '\n';

        if (line_ends && (stream->skipping == SKIPPING_LINE || stream->line_is_empty))
            stream->skipping = SKIPPING_NOTHING;
        stream->line_is_empty = line_ends || (stream->line_is_empty && *bytes == '\r');
        bytes++;
    }
    return bytes;
}

void relay_take_from_consumer(struct stream *stream, const char *bytes, size_t length)
{
    const char *rest;

    if (stream->replacement) {
        buffer_append(&stream->outgoing, stream->replacement, strlen(stream->replacement));
        cleanup_string(&stream->replacement);
        stream->skipping = stream->replaces_head ? SKIPPING_HEAD : SKIPPING_LINE;
        stream->line_is_empty = false;
    }
    rest = skip_replaced(stream, bytes, bytes + length);
    buffer_append(&stream->outgoing, rest, (size_t)(bytes + length - rest));
}

static void consumer_closed(struct stream *stream)
{
    const bool was_open = stream->phase == PHASE_OPEN;

    stream_consumer_gone(stream);
    if (was_open && !buffer_length(&stream->outgoing))
        stream_finish(stream);
}

void relay_from_consumer(struct stream *stream)
{
    const ssize_t got = recv(stream->consumer.fd, stream->relay->scratch, PUMP_BYTES, 0);

    if (got > 0 && stream->phase == PHASE_OPEN) {
        relay_take_from_consumer(stream, stream->relay->scratch, (size_t)got);
        relay_to_client(stream);
    } else if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
        consumer_closed(stream);
    }
}

void relay_drain_client(struct stream *stream)
{
    const ssize_t got = recv(stream->client.fd, stream->relay->scratch, PUMP_BYTES, 0);

    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
        stream_close(stream);
}

/* What the consumer wrote before the answer that is to be changed. */
static void take_what_is_there(struct stream *stream)
{
    char bytes[16384]; /* not the scratch: somebody up the stack may still read from that */
    ssize_t got;

    while (stream->phase == PHASE_OPEN && stream->consumer.fd >= 0 &&
           (got = recv(stream->consumer.fd, bytes, sizeof bytes, 0)) > 0)
        relay_take_from_consumer(stream, bytes, (size_t)got);
    if (buffer_length(&stream->outgoing)) {
        stream->client_wants_write = true;
        stream_update(stream);
    }
}

static void replace(struct stream *stream, char *bytes, bool head)
{
    take_what_is_there(stream);
    free(stream->replacement);
    stream->replacement = bytes;
    stream->replaces_head = head;
}

void stream_status_line(struct stream *stream, const char *line)
{
    replace(stream, text_format("%s\r\n", line), false);
}

static void let_go(struct stream *stream)
{
    stream->held = false;
    relay_to_client(stream);
}

void stream_head(struct stream *stream, const char *head, unsigned long milliseconds)
{
    replace(stream, text_copy(head), true);
    if (milliseconds == 0 || !stream_carries(stream) || fault_waits_for(stream, FAULT_IN_ANSWER))
        return;
    stream->held = true;
    stream_set_due(stream, milliseconds, let_go);
}
