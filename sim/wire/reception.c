/* SPDX-License-Identifier: MIT */
/* What the client sends while the wire reads it: until the consumer takes over, and after it has gone. */
#include "reception.h"

#include "consumer.h"
#include "fault_actions.h"
#include "relay.h"
#include "stream.h"

#include <errno.h>
#include <sys/socket.h>

static void take_from_client(struct stream *stream, const char *bytes, size_t length)
{
    if (stream->consumer == CONSUMER_NONE && relay_requests_ended(stream, bytes, length))
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

void reception_continue(struct stream *stream)
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

void reception_drain(struct stream *stream)
{
    const ssize_t got = recv(stream->client.fd, stream->relay->scratch, PUMP_BYTES, 0);

    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
        stream_close(stream);
}
