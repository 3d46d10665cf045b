/* SPDX-License-Identifier: MIT */
/* Makes a stream of a connection that came in, asks what is to happen to it, and says who does what in each phase. */
#include "arrival.h"

#include "base/memory.h"
#include "fault_actions.h"
#include "handshake.h"
#include "reception.h"
#include "relay.h"
#include "stream.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <string.h>
#include <sys/epoll.h>

static void timer_expired(struct timer *timer)
{
    struct stream *stream = CONTAINER(timer, struct stream, timer);

    stream->due(stream);
}

static void (*const on_client[PHASE_COUNT])(struct stream *stream) = {
    [PHASE_HELLO] = handshake_begin,   [PHASE_HANDSHAKE] = handshake_continue,
    [PHASE_OPEN] = reception_continue, [PHASE_DRAINING] = reception_drain,
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

static struct stream *stream_new(const struct arrival *arrival)
{
    struct relay *const relay = arrival->relay;
    struct stream *stream = memory_new(sizeof *stream);

    stream->relay = relay;
    stream->client = (struct source){.fd = arrival->socket, .ready = client_ready};
    stream->channel.socket = arrival->socket;
    stream->timer.expired = timer_expired;
    stream->send_on = relay_to_client;
    stream->origin.party = arrival->party;
    stream->origin.tls = arrival->tls;
    stream->origin.connection = ++relay->connections;
    stream->peer = arrival->peer;
    stream->peer_length = arrival->peer_length;
    stream->next = relay->streams;
    if (stream->next)
        stream->next->previous = stream;
    relay->streams = stream;
    stream_count(relay);
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
static bool ask_policy(struct stream *stream, const struct arrival *arrival)
{
    const struct wire_callbacks *callbacks = &stream->relay->callbacks;
    struct wire_policy policy = {.fault = WIRE_FAULT_NONE};
    struct error error;

    if (callbacks->policy)
        callbacks->policy(callbacks->context, arrival->listener, &stream->origin, &policy);
    stream->fault = policy.fault;
    stream->amount = policy.amount;
    stream->oldest = policy.resets_old ? policy.minimum_tls : 0;
    if (arrival->tls && !(stream->context = tls_context(stream->relay->tls, &policy, &error))) {
        stream_event(stream, error.text);
        return false;
    }
    return counts_requests(stream);
}

void arrival_take(const struct arrival *arrival)
{
    struct stream *stream = stream_new(arrival);

    describe_client(stream);
    if (!ask_policy(stream, arrival)) {
        stream_reset(stream);
    } else if (!fault_strikes(stream, FAULT_AT_ACCEPT)) {
        stream_set_due(stream, arrival->tls ? HANDSHAKE_MS : FIRST_REQUEST_MS, handshake_time_out);
        stream_update(stream);
    }
}
