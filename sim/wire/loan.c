/* SPDX-License-Identifier: MIT */
#include "loan.h"

#include "relay.h"
#include "stream.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

enum { RECORD_BYTES = 16384 };

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
    size_t total = 0;
    ssize_t got = 1;

    while (total < length && (got = channel_read(&stream->channel, bytes + total, length - total)) > 0)
        total += (size_t)got;
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

/* Copies what lies behind `from` in the parts into one record. */
static size_t gather(const struct iovec *parts, size_t count, size_t from, char record[RECORD_BYTES])
{
    size_t filled = 0;

    for (size_t i = 0; i < count && filled < RECORD_BYTES; i++) {
        const size_t skipped = from < parts[i].iov_len ? from : parts[i].iov_len;
        const size_t room = RECORD_BYTES - filled, rest = parts[i].iov_len - skipped;
        const size_t taken = rest < room ? rest : room;
        memcpy(record + filled, (const char *)parts[i].iov_base + skipped, taken);
        filled += taken;
        from -= skipped;
    }
    return filled;
}

/* Header and body in as few records as they fit in. After a full buffer the consumer offers the same bytes again, as
 * OpenSSL demands. */
static ssize_t send_tls(struct stream *stream, const struct iovec *parts, size_t count)
{
    const size_t whole = total_of(parts, count);
    char record[RECORD_BYTES];
    size_t total = 0;
    ssize_t sent = 1;

    while (total < whole && sent > 0) {
        const size_t length = gather(parts, count, total, record);
        sent = channel_write(&stream->channel, record, length);
        if (sent > 0)
            total += (size_t)sent;
    }
    if (total > 0 || whole == 0)
        return (ssize_t)total;
    errno = sent == CHANNEL_WAIT ? EAGAIN : EPIPE;
    return -1;
}

static ssize_t send_plain(const struct stream *stream, const struct iovec *parts, size_t count)
{
    const struct msghdr message = {.msg_iov = (struct iovec *)parts, .msg_iovlen = count};

    return sendmsg(stream->client.fd, &message, MSG_NOSIGNAL);
}

/* Bytes that are to be changed, or to wait, go the relay's way. */
static ssize_t send_by_relay(struct stream *stream, const struct iovec *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        relay_take_from_consumer(stream, parts[i].iov_base, parts[i].iov_len);
    relay_to_client(stream);
    return (ssize_t)total_of(parts, count);
}

static ssize_t send_parts(struct socket_owner *owner, const struct iovec *parts, size_t count)
{
    struct stream *stream = stream_of(owner);

    if (stream->replacement || stream->skipping != SKIPPING_NOTHING || buffer_length(&stream->outgoing))
        return send_by_relay(stream, parts, count);
    return stream->channel.tls ? send_tls(stream, parts, count) : send_plain(stream, parts, count);
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
