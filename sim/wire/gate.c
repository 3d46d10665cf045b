/* SPDX-License-Identifier: MIT */
/* Fills the listen queue, or shuts the listener down and keeps its port. */
#include "listener.h"
#include "loop.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#define FILL_MS 100

/* Of a listening socket, Linux reports the queue's length and bound in these fields. */
static bool queue_full(int socket)
{
    struct tcp_info info;
    socklen_t length = sizeof info;

    return getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &length) == 0 && info.tcpi_unacked > info.tcpi_sacked;
}

/* Where we can reach a listener that may listen on every address. */
static socklen_t own_address(const struct listener *listener, struct sockaddr_storage *address)
{
    struct sockaddr_in *four = (struct sockaddr_in *)address;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)address;
    socklen_t length = sizeof *address;

    *address = (struct sockaddr_storage){0};
    getsockname(listener->source.fd, (struct sockaddr *)address, &length);
    if (address->ss_family == AF_INET && four->sin_addr.s_addr == htonl(INADDR_ANY))
        four->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (address->ss_family == AF_INET6 && IN6_IS_ADDR_UNSPECIFIED(&six->sin6_addr))
        six->sin6_addr = in6addr_loopback;
    return length;
}

static void add_filler(struct listener *listener)
{
    struct sockaddr_storage address;
    const socklen_t length = own_address(listener, &address);
    struct pollfd filler = {.events = POLLOUT};

    filler.fd = socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (filler.fd < 0)
        return;
    if (connect(filler.fd, (struct sockaddr *)&address, length) < 0 && errno == EINPROGRESS &&
        !queue_full(listener->source.fd))
        poll(&filler, 1, FILL_MS);
    listener->fillers[listener->filler_count++] = filler.fd;
}

/* Closing them is not enough: what we connected to waits in the queue. */
static bool is_filler(const struct listener *listener, const struct sockaddr_storage *peer)
{
    for (size_t i = 0; i < listener->filler_count; i++) {
        struct sockaddr_storage own;
        socklen_t length = sizeof own;
        if (getsockname(listener->fillers[i], (struct sockaddr *)&own, &length) == 0 && memcmp(&own, peer, length) == 0)
            return true;
    }
    return false;
}

/* Takes everything out of the queue; a client that had slipped in is served. */
static void empty_queue(struct listener *listener)
{
    struct sockaddr_storage peer = {0};
    socklen_t length = sizeof peer;
    int socket;

    while ((socket = accept4(listener->source.fd, (struct sockaddr *)&peer, &length, SOCK_NONBLOCK | SOCK_CLOEXEC)) >=
           0) {
        listener_disown(socket);
        if (is_filler(listener, &peer))
            close(socket);
        else
            listener_take(listener, socket, &peer, length);
    }
}

static void open_gate(struct listener *listener)
{
    empty_queue(listener);
    listener_release(listener);
    listener_open(listener);
}

/* With the queue full, Linux drops SYNs; a sender tries again and again, as at a firewall. */
static void swallow(struct listener *listener)
{
    open_gate(listener);
    loop_watch(listener->relay->loop, &listener->source, 0);
    listen(listener->source.fd, 0);
    while (!queue_full(listener->source.fd) && listener->filler_count < GATE_FILLERS)
        add_filler(listener);
}

/* Shut down, the socket keeps the port and does not listen: a SYN is answered with RST. */
static void refuse(struct listener *listener)
{
    open_gate(listener);
    loop_watch(listener->relay->loop, &listener->source, 0);
    shutdown(listener->source.fd, SHUT_RDWR);
}

struct change {
    struct listener *listener;
    enum wire_fault fault;
};

static enum wire_fault position(enum wire_fault fault)
{
    return fault == WIRE_FAULT_DROP || fault == WIRE_FAULT_REFUSE ? fault : WIRE_FAULT_NONE;
}

static void set_gate(void *context)
{
    const struct change *change = context;
    struct listener *listener = change->listener;

    if (listener->gate == change->fault)
        return;
    listener->gate = change->fault;
    if (change->fault == WIRE_FAULT_DROP)
        swallow(listener);
    else if (change->fault == WIRE_FAULT_REFUSE)
        refuse(listener);
    else
        open_gate(listener);
}

struct exclusion {
    struct listener *listener;
    const char *const *sources;
    size_t count;
};

static void shut_out(void *context)
{
    const struct exclusion *exclusion = context;

    source_filter_set(&exclusion->listener->shut_out, exclusion->listener->source.fd, exclusion->sources,
                      exclusion->count);
}

void listener_shut_out(struct listener *listener, const char *const *sources, size_t count)
{
    struct exclusion exclusion = {listener, sources, count};

    loop_call(listener->relay->loop, shut_out, &exclusion);
}

void listener_gate(struct listener *listener, enum wire_fault fault)
{
    struct change change = {listener, position(fault)};

    loop_call(listener->relay->loop, set_gate, &change);
}
