/* SPDX-License-Identifier: MIT */
/* Phases of a stream, what is waited for in each, and its four ways to end. */
#include "stream.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <malloc.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { CROWD = 256, CROWD_LEFT = 8 };

const struct origin *stream_origin(const struct stream *stream)
{
    return &stream->origin;
}

void stream_event(const struct stream *stream, const char *what)
{
    const struct wire_callbacks *callbacks = &stream->relay->callbacks;

    if (callbacks->event)
        callbacks->event(callbacks->context, &stream->origin, what);
}

void stream_set_due(struct stream *stream, unsigned long milliseconds, void (*due)(struct stream *stream))
{
    stream->due = due;
    timers_set(loop_timers(stream->relay->loop), &stream->timer, milliseconds);
}

void stream_cancel_due(struct stream *stream)
{
    timers_cancel(loop_timers(stream->relay->loop), &stream->timer);
}

static uint32_t client_interest(const struct stream *stream)
{
    const uint32_t room = stream->client_wants_write ? EPOLLOUT : 0;

    switch (stream->phase) {
    case PHASE_HELLO:
    case PHASE_DRAINING: return EPOLLIN;
    case PHASE_HANDSHAKE: return room ? room : EPOLLIN;
    case PHASE_OPEN: return room | (stream->consumer == CONSUMER_READS || stream->client_ended ? 0 : EPOLLIN);
    case PHASE_GONE:
    case PHASE_COUNT: break;
    }
    return 0;
}

void stream_update(struct stream *stream)
{
    if (!loop_watch(stream->relay->loop, &stream->client, client_interest(stream)))
        stream_close(stream);
}

void stream_count(struct relay *relay)
{
    relay->open++;
    if (relay->open > relay->most)
        relay->most = relay->open;
}

/* After a crowd: handshakes that were never finished hold some 70 KB each, in pieces between which others live, and the C
 * library would keep it all. */
static void uncount(struct relay *relay)
{
    relay->open--;
    if (relay->most < CROWD || relay->open > relay->most / CROWD_LEFT)
        return;
    relay->most = relay->open;
    malloc_trim(0);
}

static void dispose(struct disposal *disposal)
{
    struct stream *stream = CONTAINER(disposal, struct stream, disposal);
    struct relay *relay = stream->relay;

    stream_cancel_due(stream);
    channel_drop_tls(&stream->channel);
    SSL_CTX_free(stream->context);
    loop_close(stream->relay->loop, &stream->client);
    byte_queue_clear(&stream->outgoing);
    free(stream->request_state);
    free(stream);
    uncount(relay);
}

static void unlink_stream(struct stream *stream)
{
    if (stream->previous)
        stream->previous->next = stream->next;
    else
        stream->relay->streams = stream->next;
    if (stream->next)
        stream->next->previous = stream->previous;
}

void stream_forget(struct stream *stream)
{
    stream_cancel_due(stream);
    loop_close(stream->relay->loop, &stream->client);
    unlink_stream(stream);
    stream->disposal.dispose = dispose;
    loop_dispose_later(stream->relay->loop, &stream->disposal);
}

/* The descriptor of a stream that has a consumer stays until stream_end(), lest its number be used again. */
static void let_client_go(struct stream *stream)
{
    byte_queue_clear(&stream->outgoing);
    stream->client_wants_write = false;
    shutdown(stream->client.fd, SHUT_RDWR);
}

void stream_close_sockets(struct relay *relay)
{
    relay->stopped = true;
    for (struct stream *stream = relay->streams; stream; stream = stream->next)
        if (stream->consumer == CONSUMER_READS)
            let_client_go(stream);
        else
            loop_close(relay->loop, &stream->client);
}

void stream_dispose_all(struct relay *relay)
{
    for (struct stream *stream; (stream = relay->streams);) {
        unlink_stream(stream);
        dispose(&stream->disposal);
    }
}

/* The consumer sees an end of file. */
void stream_close(struct stream *stream)
{
    if (stream->phase == PHASE_GONE)
        return;
    stream->phase = PHASE_GONE;
    stream_cancel_due(stream);
    if (stream->consumer != CONSUMER_READS) {
        stream_forget(stream);
        return;
    }
    let_client_go(stream);
    stream_update(stream);
}

/* Closing with a zero linger time sends RST, not FIN. So does cutting the connection off from a socket that has to stay
 * open, but not its being shut down. */
void stream_reset(struct stream *stream)
{
    static const struct sockaddr nobody = {.sa_family = AF_UNSPEC};
    const struct linger now = {.l_onoff = 1, .l_linger = 0};

    if (stream->consumer == CONSUMER_READS)
        (void)!connect(stream->client.fd, &nobody, sizeof nobody);
    else
        setsockopt(stream->client.fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    stream_close(stream);
}

static void drain(struct stream *stream)
{
    stream->phase = PHASE_DRAINING;
    stream->client_wants_write = false;
    stream_cancel_due(stream);
    channel_drop_tls(&stream->channel);
    byte_queue_clear(&stream->outgoing);
}

void stream_finish(struct stream *stream)
{
    channel_finish(&stream->channel);
    drain(stream);
    stream_set_due(stream, LINGER_MS, stream_close);
    stream_update(stream);
}

void stream_hold(struct stream *stream)
{
    drain(stream);
    stream_update(stream);
}
