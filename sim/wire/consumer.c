/* SPDX-License-Identifier: MIT */
/* What the consumer of a stream calls: it works on the client's own socket, through TLS and faults. */
#include "consumer.h"

#include "fault_actions.h"
#include "relay.h"
#include "stream.h"

#include <errno.h>
#include <sys/socket.h>

enum { DEFERRED_BYTES = 65536 };

static ssize_t refuse(int reason)
{
    errno = reason;
    return -1;
}

/* Whatever the client said last was read together with earlier bytes, and no event of the kernel will tell of it. */
static void raise_event(const struct stream *stream)
{
    shutdown(stream->client.fd, SHUT_RD);
}

static ssize_t receive_tls(struct stream *stream, char *bytes, size_t length)
{
    ssize_t got;
    const size_t total = channel_read_on(&stream->channel, bytes, length, &got);

    stream->client_ended = stream->client_ended || got == CHANNEL_END || got == CHANNEL_DEAD;
    if (total > 0 && stream->client_ended)
        raise_event(stream);
    if (total > 0 || got == CHANNEL_END)
        return (ssize_t)total;
    return refuse(got == CHANNEL_WAIT ? EAGAIN : ECONNRESET);
}

static ssize_t receive_plain(struct stream *stream, char *bytes, size_t length)
{
    const ssize_t got = recv(stream->client.fd, bytes, length, 0);

    stream->client_ended = got == 0;
    return got;
}

/* Of a stream that drains, the wire throws away what still comes. */
ssize_t stream_receive(struct stream *stream, void *bytes, size_t length)
{
    ssize_t got;

    if (stream->phase != PHASE_OPEN)
        return stream->phase == PHASE_DRAINING ? refuse(EAGAIN) : 0;
    got = stream->channel.tls ? receive_tls(stream, bytes, length) : receive_plain(stream, bytes, length);
    if (got > 0)
        relay_note_requests(stream, bytes, (size_t)got);
    return got;
}

static void send_now(struct deferred *deferred)
{
    relay_to_client(CONTAINER(deferred, struct stream, sending));
}

/* false: the kernel takes no more, and an event will tell when it does. Of an answer that waits for its time, or leaves at
 * the pace of a fault, no event would tell: it is taken whole. */
static bool has_room(struct stream *stream)
{
    const size_t waiting = byte_queue_length(&stream->outgoing);

    if (waiting == 0 || stream->held || fault_waits_for(stream, FAULT_IN_ANSWER) ||
        (stream->sending.waits && waiting < DEFERRED_BYTES))
        return true;
    relay_to_client(stream);
    return byte_queue_length(&stream->outgoing) == 0;
}

/* Several answers leave together: a client that waits for them is woken once and not by each, and header and body of an
 * answer share a record. */
ssize_t stream_send(struct stream *stream, const struct iovec *parts, size_t count)
{
    size_t total = 0;

    if (!has_room(stream))
        return refuse(EAGAIN);
    if (stream->phase != PHASE_OPEN)
        return refuse(EPIPE);
    for (size_t i = 0; i < count; i++) {
        byte_queue_append(&stream->outgoing, parts[i].iov_base, parts[i].iov_len);
        total += parts[i].iov_len;
    }
    stream->read_on = stream->client_ended;
    loop_defer(stream->relay->loop, &stream->sending);
    return (ssize_t)total;
}

static void end_open(struct stream *stream)
{
    if (byte_queue_length(&stream->outgoing)) {
        stream_update(stream);
    } else if (stream->client_ended) { /* so nothing is left to drain, and no RST can come of a close() */
        if (stream->read_on || !channel_is_left(&stream->channel))
            channel_finish(&stream->channel);
        stream_close(stream);
    } else {
        stream_finish(stream);
    }
}

/* The loop's thread; or, when it has stopped, whoever frees the consumer. */
void stream_end(struct stream *stream)
{
    stream->consumer = CONSUMER_GONE;
    if (stream->phase == PHASE_GONE)
        stream_forget(stream);
    else if (stream->relay->stopped)
        stream_close(stream);
    else if (stream->phase == PHASE_OPEN)
        end_open(stream);
}

static void let_go(struct stream *stream)
{
    stream->held = false;
    relay_to_client(stream);
}

void stream_delay(struct stream *stream, unsigned long milliseconds)
{
    if (milliseconds == 0 || stream->phase != PHASE_OPEN || fault_waits_for(stream, FAULT_IN_ANSWER))
        return;
    stream->held = true;
    stream_set_due(stream, milliseconds, let_go);
}

void consumer_begin(struct stream *stream)
{
    const struct wire_callbacks *callbacks = &stream->relay->callbacks;

    stream->consumer = CONSUMER_READS;
    stream->sending.run = send_now;
    stream_cancel_due(stream);
    stream_update(stream);
    callbacks->stream(callbacks->context, stream, stream->client.fd, (const struct sockaddr *)&stream->peer,
                      stream->peer_length);
}
