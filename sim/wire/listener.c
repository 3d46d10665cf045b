/* SPDX-License-Identifier: MIT */
/* Binds a port, accepts what comes, and pauses when descriptors run out. */
#include "listener.h"

#include "arrival.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#define BACKLOG 4096
#define PAUSE_MS 100
#define STALLED_MS 60000 /* a client that takes nothing for so long is gone */

struct address {
    struct sockaddr_storage storage;
    socklen_t length;
};

unsigned listener_port(const struct listener *listener)
{
    return listener->port;
}

static void pause_over(struct timer *timer)
{
    struct listener *listener = CONTAINER(timer, struct listener, pause);

    if (listener->gate == WIRE_FAULT_NONE)
        loop_watch(listener->relay->loop, &listener->source, EPOLLIN);
}

/* May another socket bind the address of this one, if neither listens? Listeners claim theirs for as long as they live, also
 * while a gate is shut. Their connections do not, lest a new lab have to wait until the last is forgotten by the kernel. */
static void may_share(int socket, bool share)
{
    const int on = share;

    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
}

void listener_disown(int socket)
{
    may_share(socket, true);
}

void listener_take(struct listener *listener, int socket, const struct sockaddr_storage *peer, socklen_t peer_length)
{
    listener_disown(socket);
    arrival_take(&(struct arrival){.relay = listener->relay,
                                   .listener = listener,
                                   .party = listener->party,
                                   .tls = listener->tls,
                                   .socket = socket,
                                   .peer = *peer,
                                   .peer_length = peer_length});
}

/* One each time: the event comes again while others wait, and a call that finds nobody costs as much as the event. */
void listener_accept(struct listener *listener)
{
    struct sockaddr_storage peer;
    socklen_t length = sizeof peer;
    const int socket = accept4(listener->source.fd, (struct sockaddr *)&peer, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);

    if (socket >= 0) {
        listener_take(listener, socket, &peer, length);
    } else if (errno == EMFILE || errno == ENFILE) {
        /* Without a descriptor left, the waiting connection would wake the loop for ever. */
        loop_watch(listener->relay->loop, &listener->source, 0);
        timers_set(loop_timers(listener->relay->loop), &listener->pause, PAUSE_MS);
    }
}

static void ready(struct source *source, uint32_t events)
{
    (void)events;
    listener_accept(CONTAINER(source, struct listener, source));
}

bool listener_open(struct listener *listener)
{
    bool listens;

    may_share(listener->source.fd, true); /* with connections of its own, from before a gate was shut */
    listens = listen(listener->source.fd, BACKLOG) == 0;
    may_share(listener->source.fd, false);
    return listens && loop_watch(listener->relay->loop, &listener->source, EPOLLIN);
}

static bool read_address(const char *text, unsigned port, struct address *address)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV};
    CLEANUP(cleanup_string) char *service = text_format("%u", port);
    struct addrinfo *found;

    if (getaddrinfo(text, service, &hints, &found) != 0)
        return false;
    memcpy(&address->storage, found->ai_addr, found->ai_addrlen);
    address->length = found->ai_addrlen;
    freeaddrinfo(found);
    return true;
}

static unsigned port_of(const struct address *address)
{
    return address->storage.ss_family == AF_INET6 ? ntohs(((const struct sockaddr_in6 *)&address->storage)->sin6_port)
                                                  : ntohs(((const struct sockaddr_in *)&address->storage)->sin_port);
}

/* A bound socket, -1 with errno. What is set here, accepted sockets inherit. */
static int bound_socket(const struct address *address)
{
    const int socket_ = socket(address->storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    const unsigned stalled = STALLED_MS;

    if (socket_ < 0)
        return -1;
    setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(socket_, IPPROTO_TCP, TCP_USER_TIMEOUT, &stalled, sizeof stalled);
    if (bind(socket_, (const struct sockaddr *)&address->storage, address->length) == 0)
        return socket_;
    close(socket_);
    return -1;
}

/* The kernel forgets a port of its own choosing when a listener is shut down, as the gate does; a port that was asked
 * for stays. So a second socket asks for the chosen port before the first lets go of it. */
static int bound_to_chosen_port(struct address *address)
{
    const int first = bound_socket(address);
    int second;

    if (first < 0 || port_of(address) != 0)
        return first;
    getsockname(first, (struct sockaddr *)&address->storage, &address->length);
    second = bound_socket(address);
    close(first);
    return second;
}

bool listener_bind(struct listener *listener, const char *text, unsigned port, struct error *error)
{
    struct address address;

    if (!read_address(text, port, &address))
        return error_set(error, "%s is not an IP address; %s cannot listen there", text, listener->party);
    listener->source.fd = bound_to_chosen_port(&address);
    if (listener->source.fd < 0 || !listener_open(listener))
        return error_set(error, "%s cannot listen on %s port %u: %s; choose another address or port", listener->party,
                         text, port, strerror(errno));
    listener->port = port_of(&address);
    return true;
}

struct listener *listener_new(struct relay *relay, const char *party, bool tls)
{
    struct listener *listener = memory_new(sizeof *listener);

    listener->relay = relay;
    listener->party = text_copy(party);
    listener->tls = tls;
    listener->source = (struct source){.fd = -1, .ready = ready};
    listener->pause.expired = pause_over;
    return listener;
}

void listener_release(struct listener *listener)
{
    while (listener->filler_count > 0)
        close(listener->fillers[--listener->filler_count]);
}

void listener_close(struct listener *listener)
{
    listener_release(listener);
    loop_close(listener->relay->loop, &listener->source);
}

void listener_free(struct listener **pointer)
{
    struct listener *listener = TAKE(*pointer);

    if (!listener)
        return;
    timers_cancel(loop_timers(listener->relay->loop), &listener->pause);
    listener_close(listener);
    free(listener->party);
    free(listener);
}
