/* SPDX-License-Identifier: MIT */
/* Starts libmicrohttpd without a socket of its own and lets it work when there is something to do. */
#include "http_server.h"

#include "adopted_socket.h"
#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "connection.h"
#include "connection_watch.h"
#include "limits.h"

#include <errno.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
    ANSWER_HEADER_BYTES = 8 << 10, /* a connection's memory holds the headers of request and answer */
    CONNECTION_LIMIT = 1 << 16,    /* libmicrohttpd's own is that of select() */
    ROUNDS = 64,
    LOOK_MS = 20,
    LATE_MS = 250,
};

struct http_server {
    struct service service;
    struct MHD_Daemon *daemon;
    int ready;     /* epoll: libmicrohttpd's own descriptor, and service.wake */
    double looked; /* for ends of streams: clock_ms() */
    double judged; /* which heads are late: clock_ms() */
};

/* No MHD_USE_ERROR_LOG: what goes wrong with a client is the journal's business. With
 * MHD_USE_TURBO a new connection counts as readable, whatever the kernel knows of the bytes that have come. */
static struct MHD_Daemon *start_daemon(struct service *service)
{
    const unsigned flags = MHD_USE_EPOLL | MHD_USE_TURBO | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME;
    const size_t memory = service->limits.header_bytes + ANSWER_HEADER_BYTES;
    const struct MHD_OptionItem options[] = {
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, (intptr_t)memory, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, CONNECTION_LIMIT, NULL},
        {MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL}, /* HTTP/1.1 without Host is 400 */
        {MHD_OPTION_CONNECTION_TIMEOUT, service->limits.idle_seconds, NULL},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)connection_notify, service},
        {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)connection_target, service},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)connection_completed, service},
        {MHD_OPTION_END, 0, NULL},
    };

    return MHD_start_daemon(flags, 0, NULL, NULL, connection_handle, service, MHD_OPTION_ARRAY, options,
                            MHD_OPTION_END);
}

static bool watch(const struct http_server *server, int descriptor)
{
    struct epoll_event event = {.events = EPOLLIN};

    return epoll_ctl(server->ready, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

static bool open_descriptors(struct http_server *server)
{
    server->ready = epoll_create1(EPOLL_CLOEXEC);
    server->service.ends = epoll_create1(EPOLL_CLOEXEC);
    server->service.wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return server->ready >= 0 && server->service.ends >= 0 && server->service.wake >= 0;
}

static bool start(struct http_server *server)
{
    if (!open_descriptors(server) || !(server->daemon = start_daemon(&server->service)))
        return false;
    return watch(server, server->service.wake) &&
           watch(server, MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd);
}

static bool start_workers(struct service *service, struct error *error)
{
    const struct http_callbacks *callbacks = &service->callbacks;

    if (callbacks->blocks && !(service->workers = workers_new(service->limits.workers, error)))
        return false;
    return !callbacks->apart || (service->apart = workers_new(service->limits.apart, error));
}

struct http_server *http_server_new(const struct http_callbacks *callbacks, const struct http_limits *limits,
                                    struct error *error)
{
    CLEANUP(http_server_free) struct http_server *server = memory_new(sizeof *server);

    server->service = (struct service){.callbacks = *callbacks, .limits = limits_with_defaults(limits)};
    pthread_mutex_init(&server->service.resuming, NULL);
    if (!start(server)) {
        error_set(error, "an HTTP server cannot be started: %s; look at the limit of open files (ulimit -n)",
                  strerror(errno));
        return NULL;
    }
    return start_workers(&server->service, error) ? TAKE(server) : NULL;
}

void http_server_stop_workers(struct http_server *server)
{
    if (server->service.workers)
        workers_stop(server->service.workers);
    if (server->service.apart)
        workers_stop(server->service.apart);
}

static void close_descriptors(const struct http_server *server)
{
    const int descriptors[] = {server->ready, server->service.ends, server->service.wake};

    for (size_t i = 0; i < ARRAY_SIZE(descriptors); i++)
        if (descriptors[i] >= 0)
            close(descriptors[i]);
}

/* The workers first: libmicrohttpd ends the program if it is stopped with a connection suspended. */
void http_server_free(struct http_server **server)
{
    if (!*server)
        return;
    workers_free(&(*server)->service.workers);
    workers_free(&(*server)->service.apart);
    connections_hush(&(*server)->service);
    if ((*server)->daemon)
        MHD_stop_daemon((*server)->daemon);
    close_descriptors(*server);
    pthread_mutex_destroy(&(*server)->service.resuming);
    free(*server);
    *server = NULL;
}

int http_server_fd(const struct http_server *server)
{
    return server->ready;
}

/* Not in every round, for it is a system call: whoever waits for it can wait for LOOK_MS, or for the owner's next call. */
static bool find_ends(struct http_server *server)
{
    const double now = clock_ms();

    if (now - server->looked < LOOK_MS)
        return false;
    server->looked = now;
    return connections_find_ends(&server->service);
}

static bool end_late(struct http_server *server)
{
    const double now = clock_ms();

    if (now - server->judged < LATE_MS)
        return false;
    server->judged = now;
    return connections_end_late(&server->service);
}

static bool work_is_left(struct http_server *server)
{
    MHD_UNSIGNED_LONG_LONG wait;

    return find_ends(server) || end_late(server) || (MHD_get_timeout(server->daemon, &wait) == MHD_YES && wait == 0);
}

/* libmicrohttpd's descriptors are edge-triggered: what one round leaves undone does not make http_server_fd() readable
 * again, so we do. The bound keeps one flooding client from holding the owner's loop. */
void http_server_run(struct http_server *server)
{
    int rounds = ROUNDS;

    connections_acknowledge(&server->service);
    do
        MHD_run(server->daemon);
    while (work_is_left(server) && --rounds > 0);
    if (rounds == 0)
        connections_wake(&server->service);
}

/* libmicrohttpd calls connection_notify() before it has added the connection (0.9) or in the run behind it (1.0). */
static bool add_and_run(struct http_server *server, int descriptor, const struct adoption *adoption,
                        const struct sockaddr *peer, socklen_t length)
{
    enum MHD_Result added;

    server->service.adopting = adoption;
    added = MHD_add_connection(server->daemon, descriptor, peer, length);
    http_server_run(server);
    server->service.adopting = NULL;
    return added == MHD_YES;
}

bool http_server_adopt(struct http_server *server, int descriptor, const struct byte_stream *functions, void *stream,
                       const struct sockaddr *peer, socklen_t length)
{
    const struct adoption adoption = {stream, adopted_socket_new(descriptor, functions, stream)};

    if (!adoption.socket) {
        functions->end(stream);
        return false;
    }
    return add_and_run(server, descriptor, &adoption, peer, length);
}
