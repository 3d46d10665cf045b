/* SPDX-License-Identifier: MIT */
/* Moves bytes from the stream's queue to the client's socket, and lets faults strike on the way. */
#include "relay.h"

#include "fault_actions.h"
#include "stream.h"

bool relay_requests_ended(struct stream *stream, const char *bytes, size_t length)
{
    const struct wire_protocol *protocol = stream->relay->callbacks.protocol;

    return stream->request_state && protocol->requests_ended(stream->request_state, bytes, length) > 0;
}

void relay_note_requests(struct stream *stream, const char *bytes, size_t length)
{
    if (!relay_requests_ended(stream, bytes, length))
        return;
    stream->answered = 0;
    if (stream->answer_state == ANSWER_PASSING)
        stream->answer_state = ANSWER_NONE;
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
