/* SPDX-License-Identifier: MIT */
/* Moves bytes between a client's socket and the stream's queue, and lets faults strike on the way. */
#include "relay.h"

#include "consumer.h"
#include "fault_actions.h"
#include "stream.h"

#include <errno.h>
#include <sys/socket.h>

static bool requests_ended(struct stream *stream, const char *bytes, size_t length)
{
    const struct wire_protocol *protocol = stream->relay->callbacks.protocol;

    return stream->request_state && protocol->requests_ended(stream->request_state, bytes, length) > 0;
}

void relay_note_requests(struct stream *stream, const char *bytes, size_t length)
{
    if (!requests_ended(stream, bytes, length))
        return;
    stream->answered = 0;
    if (stream->answer_state == ANSWER_PASSING)
        stream->answer_state = ANSWER_NONE;
}

static void take_from_client(struct stream *stream, const char *bytes, size_t length)
{
    if (stream->consumer == CONSUMER_NONE && requests_ended(stream, bytes, length))
        fault_strikes(stream, FAULT_AT_REQUEST);
}

/* The client has said all; its answer may still be on the way. */
static void client_said_all(struct stream *stream)
{
    stream->client_ended = true;
    if (stream->consumer == CONSUMER_NONE)
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
    return got > 0 && stream->phase == PHASE_OPEN && (got == PUMP_BYTES || channel_pending(&stream->channel));
}

void relay_from_client(struct stream *stream)
{
    /* Not waited for: so it is an error or hang-up that brings us here. */
    if (stream->consumer == CONSUMER_READS || stream->client_ended) {
        stream_close(stream);
        return;
    }
    if (stream->consumer == CONSUMER_NONE && !fault_waits_for(stream, FAULT_AT_REQUEST)) {
        consumer_begin(stream);
        return;
    }
    while (read_once(stream))
        ;
    stream_update(stream);
}

/* How many bytes went; 0: not now, or the stream has ended. */
static size_t write_once(struct stream *stream)
{
    const size_t waiting = byte_queue_length(&stream->outgoing), allowed = fault_allowance(stream);
    ssize_t sent;

    stream->client_wants_write = false;
    if (waiting == 0 || allowed == 0 || stream->held)
        return 0;
    sent = channel_write(&stream->channel, byte_queue_head(&stream->outgoing), waiting < allowed ? waiting : allowed);
    stream->client_wants_write = sent == CHANNEL_WAIT;
    if (sent == CHANNEL_DEAD)
        stream_close(stream);
    if (sent <= 0)
        return 0;
    byte_queue_skip(&stream->outgoing, (size_t)sent);
    stream->answered += (size_t)sent;
    return (size_t)sent;
}

void relay_to_client(struct stream *stream)
{
    if (byte_queue_length(&stream->outgoing) == 0)
        return;
    while (!fault_after_bytes(stream) && byte_queue_length(&stream->outgoing) && write_once(stream))
        fault_note_written(stream);
    if (stream->phase != PHASE_OPEN)
        return;
    if (!byte_queue_length(&stream->outgoing) && stream->consumer == CONSUMER_GONE)
        stream_finish(stream);
    else
        stream_update(stream);
}

void relay_drain_client(struct stream *stream)
{
    const ssize_t got = recv(stream->client.fd, stream->relay->scratch, PUMP_BYTES, 0);

    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
        stream_close(stream);
}
