/* SPDX-License-Identifier: MIT */
/* Phases of a stream, what is waited for in each, and its four ways to end. */
#include "stream.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "fault_actions.h"
#include "handshake.h"
#include "listener.h"
#include "relay.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

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

static void timer_expired(struct timer *timer)
{
    struct stream *stream = CONTAINER(timer, struct stream, timer);

    stream->due(stream);
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

static void dispose(struct disposal *disposal)
{
    struct stream *stream = CONTAINER(disposal, struct stream, disposal);

    stream_cancel_due(stream);
    channel_drop_tls(&stream->channel);
    SSL_CTX_free(stream->context);
    loop_close(stream->relay->loop, &stream->client);
    byte_queue_clear(&stream->outgoing);
    free(stream->request_state);
    free(stream);
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
    channel_drop_tls(&stream->channel);
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
        connect(stream->client.fd, &nobody, sizeof nobody);
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

static void (*const on_client[PHASE_COUNT])(struct stream *stream) = {
    [PHASE_HELLO] = handshake_begin,  [PHASE_HANDSHAKE] = handshake_continue,
    [PHASE_OPEN] = relay_from_client, [PHASE_DRAINING] = relay_drain_client,
    [PHASE_GONE] = stream_close,
};

static void client_ready(struct source *source, uint32_t events)
{
    struct stream *stream = CONTAINER(source, struct stream, client);

    if (events & EPOLLOUT && stream->phase == PHASE_OPEN)
        relay_to_client(stream);
    if (events & ~(uint32_t)EPOLLOUT || stream->phase == PHASE_HANDSHAKE)
        on_client[stream->phase](stream);
}

static void describe_client(struct stream *stream)
{
    char host[INET6_ADDRSTRLEN], port[8];
    const bool six = stream->peer.ss_family == AF_INET6;

    if (getnameinfo((const struct sockaddr *)&stream->peer, stream->peer_length, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) == 0)
        snprintf(stream->origin.client, sizeof stream->origin.client, six ? "[%s]:%s" : "%s:%s", host, port);
}

static struct stream *stream_new(struct relay *relay, const char *party, int socket)
{
    struct stream *stream = memory_new(sizeof *stream);

    stream->relay = relay;
    stream->client = (struct source){.fd = socket, .ready = client_ready};
    stream->channel.socket = socket;
    stream->timer.expired = timer_expired;
    stream->origin.party = party;
    stream->origin.connection = ++relay->connections;
    stream->next = relay->streams;
    if (stream->next)
        stream->next->previous = stream;
    relay->streams = stream;
    return stream;
}

static bool counts_requests(struct stream *stream)
{
    const struct wire_protocol *protocol = stream->relay->callbacks.protocol;

    if (!protocol || !(fault_waits_for(stream, FAULT_AT_REQUEST) || fault_waits_for(stream, FAULT_IN_ANSWER)))
        return true;
    stream->request_state = memory_new(protocol->state_bytes);
    return stream->request_state;
}

/* The callback may lend its cipher list for this call only, so the context is looked up at once. */
static bool ask_policy(struct stream *stream, const struct listener *listener)
{
    const struct wire_callbacks *callbacks = &stream->relay->callbacks;
    struct wire_policy policy = {.fault = WIRE_FAULT_NONE};
    struct error error;

    if (callbacks->policy)
        callbacks->policy(callbacks->context, listener, &stream->origin, &policy);
    stream->fault = policy.fault;
    stream->amount = policy.amount;
    stream->origin.tls = listener->tls;
    if (listener->tls && !(stream->context = tls_context(stream->relay->tls, &policy, &error))) {
        stream_event(stream, error.text);
        return false;
    }
    return counts_requests(stream);
}

void stream_accept(struct listener *listener, int socket, const struct sockaddr_storage *peer, socklen_t peer_length)
{
    struct stream *stream = stream_new(listener->relay, listener->party, socket);

    if (!stream) {
        close(socket);
        return;
    }
    memcpy(&stream->peer, peer, peer_length);
    stream->peer_length = peer_length;
    describe_client(stream);
    if (!ask_policy(stream, listener)) {
        stream_reset(stream);
    } else if (!fault_strikes(stream, FAULT_AT_ACCEPT)) {
        stream_set_due(stream, listener->tls ? HANDSHAKE_MS : FIRST_REQUEST_MS, handshake_time_out);
        stream_update(stream);
    }
}
