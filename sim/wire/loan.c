/* SPDX-License-Identifier: MIT */
#include "loan.h"

#include "relay.h"
#include "stream.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

enum { PUT_OFF_BYTES = 65536 };

static struct stream *stream_of(struct socket_owner *owner)
{
    return CONTAINER(owner, struct stream, owner);
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
    errno = got == CHANNEL_WAIT ? EAGAIN : ECONNRESET;
    return -1;
}

static ssize_t receive(struct socket_owner *owner, void *bytes, size_t length)
{
    struct stream *stream = stream_of(owner);
    ssize_t got;

    if (stream->channel.tls)
        return receive_tls(stream, bytes, length);
    got = recv(stream->client.fd, bytes, length, 0);
    stream->client_ended = got == 0;
    return got;
}

static size_t total_of(const struct iovec *parts, size_t count)
{
    size_t total = 0;

    for (size_t i = 0; i < count; i++)
        total += parts[i].iov_len;
    return total;
}

static void send_now(struct errand *errand)
{
    relay_to_client(CONTAINER(errand, struct stream, sending));
}

/* false: the kernel takes no more, and an event will tell when it does. A held answer waits for its time instead. */
static bool has_room(struct stream *stream)
{
    const size_t waiting = buffer_length(&stream->outgoing);

    if (waiting == 0 || stream->held || (stream->sending.waits && waiting < PUT_OFF_BYTES))
        return true;
    relay_to_client(stream);
    return buffer_length(&stream->outgoing) == 0;
}

/* Several answers leave together: a client that waits for them is woken once and not by each, and header and body of an
 * answer share a record. */
static ssize_t send_parts(struct socket_owner *owner, const struct iovec *parts, size_t count)
{
    struct stream *stream = stream_of(owner);

    if (!has_room(stream)) {
        errno = EAGAIN;
        return -1;
    }
    for (size_t i = 0; i < count; i++)
        relay_take_from_consumer(stream, parts[i].iov_base, parts[i].iov_len);
    loop_put_off(stream->relay->loop, &stream->sending);
    return (ssize_t)total_of(parts, count);
}

/* The loop's thread; or, when it has stopped, whoever frees the consumer. */
static void closed(struct socket_owner *owner)
{
    struct stream *stream = stream_of(owner);

    stream->phase = PHASE_OPEN;
    stream->consumer_ended = true;
    if (stream->relay->stopped) {
        stream_close(stream);
    } else if (buffer_length(&stream->outgoing)) {
        stream_update(stream);
    } else if (stream->client_ended) { /* so nothing is left to drain, and no RST can come of a close() */
        channel_finish(&stream->channel);
        stream_close(stream);
    } else {
        stream_finish(stream);
    }
}

bool loan_begin(struct stream *stream)
{
    static const struct socket_functions functions = {.receive = receive, .send = send_parts, .close = closed};
    const struct wire_callbacks *callbacks = &stream->relay->callbacks;

    if (!stream->relay->lends || stream->fault != WIRE_FAULT_NONE)
        return false;
    stream->owner.functions = &functions;
    stream->sending.run = send_now;
    if (!socket_calls_take(stream->client.fd, &stream->owner))
        return false;
    stream->phase = PHASE_LENT;
    stream_cancel_due(stream);
    stream_update(stream);
    callbacks->stream(callbacks->context, stream, stream->client.fd, (const struct sockaddr *)&stream->peer,
                      stream->peer_length);
    return true;
}

void loan_shut(struct stream *stream)
{
    buffer_clear(&stream->outgoing);
    stream->client_wants_write = false;
    shutdown(stream->client.fd, SHUT_RDWR);
}
