/* SPDX-License-Identifier: MIT */
/* An adopted stream and the request on it, as libmicrohttpd's callbacks. `context` of each is the struct service. */
#ifndef FBLAB_CONNECTION_H
#define FBLAB_CONNECTION_H

#include "adopted_socket.h"
#include "http_server.h"
#include "worker.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdbool.h>

/* What becomes a connection: the stream, and its socket in libmicrohttpd's eyes. */
struct adoption {
    void *stream;
    struct adopted_socket *socket;
};

/* What all connections of a server share. */
struct service {
    struct http_callbacks callbacks;
    struct http_limits limits;       /* without zeros */
    struct workers *workers;         /* NULL: no handler blocks */
    const struct adoption *adopting; /* during MHD_add_connection() */
    int ends;                        /* epoll: connections whose client sends no more */
    int wake;                        /* eventfd: readable while `resumed` */
    pthread_mutex_t resuming;        /* guards: */
    bool resumed;                    /* a worker has resumed a connection since connections_acknowledge() */
};

/* MHD_OPTION_NOTIFY_CONNECTION: *context is the connection. */
void connection_notify(void *service, struct MHD_Connection *transport, void **context,
                       enum MHD_ConnectionNotificationCode what);
/* MHD_OPTION_URI_LOG_CALLBACK: the first that is heard of a request; gives the context of the next two. */
void *connection_target(void *service, const char *target, struct MHD_Connection *transport);
/* The handler: called with the headers, with each piece of the body, at the end, and again after resuming. */
enum MHD_Result connection_handle(void *service, struct MHD_Connection *transport, const char *path, const char *method,
                                  const char *version, const char *data, size_t *length, void **context);
/* MHD_OPTION_NOTIFY_COMPLETED. */
void connection_completed(void *service, struct MHD_Connection *transport, void **context,
                          enum MHD_RequestTerminationCode how);
/* To be called before MHD_run(), which then finds every connection that had been resumed. */
void connections_acknowledge(struct service *service);
/* libmicrohttpd stops reading at a short read and waits for the next edge, so it misses an end of stream that came together
 * with the last bytes. Makes it look again where that happened. true: MHD_run() has something to do. */
bool connections_find_ends(const struct service *service);

#endif
