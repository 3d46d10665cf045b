/* SPDX-License-Identifier: MIT */
/* Finds what no event of libmicrohttpd tells: ends of streams, and heads that take too long. */
#include "connection_watch.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>

static int socket_of(const struct connection *connection)
{
    return MHD_get_connection_info(connection->transport, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
}

/* Level-triggered, but in a set of its own that wakes nobody: the same event goes to libmicrohttpd. */
static void watch_end(struct connection *connection)
{
    struct epoll_event event = {.events = EPOLLRDHUP, .data.ptr = connection};

    epoll_ctl(connection->service->ends, EPOLL_CTL_ADD, socket_of(connection), &event);
}

static bool is_suspended(const struct connection *connection)
{
    return MHD_get_connection_info(connection->transport, MHD_CONNECTION_INFO_CONNECTION_SUSPENDED)->suspended;
}

/* Resuming marks a connection as readable. */
static void look_again(const struct connection *connection)
{
    MHD_suspend_connection(connection->transport);
    MHD_resume_connection(connection->transport);
}

/* One that a worker has will be resumed anyway. */
static bool look_for_end(const struct connection *connection)
{
    int unread = 0;

    if (is_suspended(connection) || ioctl(socket_of(connection), FIONREAD, &unread) != 0 || unread > 0)
        return false;
    epoll_ctl(connection->service->ends, EPOLL_CTL_DEL, socket_of(connection), NULL);
    look_again(connection);
    return true;
}

bool connections_find_ends(const struct service *service)
{
    struct epoll_event events[64];
    const int count = epoll_wait(service->ends, events, ARRAY_SIZE(events), 0);
    bool found = false;

    for (int i = 0; i < count; i++)
        found |= look_for_end(events[i].data.ptr);
    return found;
}

bool connections_end_late(const struct service *service)
{
    const double first = clock_ms() - service->limits.head_seconds * 1000.0;
    bool found = false;

    for (const struct connection *connection = service->connections; connection; connection = connection->next) {
        const double began = adopted_socket_head_began(connection->adopted.socket);

        if (began == 0 || began > first || is_suspended(connection))
            continue;
        adopted_socket_give_up(connection->adopted.socket);
        look_again(connection);
        found = true;
    }
    return found;
}

void connections_hush(const struct service *service)
{
    for (const struct connection *connection = service->connections; connection; connection = connection->next)
        adopted_socket_hush(connection->adopted.socket);
}

static void link_connection(struct connection *connection)
{
    struct connection **first = &connection->service->connections;

    connection->next = *first;
    if (connection->next)
        connection->next->previous = connection;
    *first = connection;
}

static void unlink_connection(const struct connection *connection)
{
    if (connection->previous)
        connection->previous->next = connection->next;
    else
        connection->service->connections = connection->next;
    if (connection->next)
        connection->next->previous = connection->previous;
}

void connection_watch(struct connection *connection)
{
    link_connection(connection);
    watch_end(connection);
}

/* libmicrohttpd closes the socket later than it says so: the set must not keep a pointer to what is gone. */
void connection_unwatch(struct connection *connection)
{
    epoll_ctl(connection->service->ends, EPOLL_CTL_DEL, socket_of(connection), NULL);
    unlink_connection(connection);
}
