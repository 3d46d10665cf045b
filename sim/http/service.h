/* SPDX-License-Identifier: MIT */
/* A server and its connections, as libmicrohttpd's callbacks see them. */
#ifndef FBLAB_HTTP_SERVICE_H
#define FBLAB_HTTP_SERVICE_H

#include "adopted_socket.h"
#include "http_server.h"
#include "incoming.h"
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
    struct workers *apart;           /* for those of http_callbacks.apart; NULL: there are none */
    struct connection *connections;  /* all of them, in no order */
    const struct adoption *adopting; /* from MHD_add_connection() to the end of the run behind it */
    int ends;                        /* epoll: connections whose client sends no more */
    int wake;                        /* eventfd: readable while `resumed` */
    pthread_mutex_t resuming;        /* guards: */
    bool resumed;                    /* a worker has resumed a connection since connections_acknowledge() */
};

enum request_phase { PHASE_HEADERS, PHASE_BODY, PHASE_DECIDED };

/* An adopted stream and the request on it. The loop's thread owns it, but from suspending to resuming a worker does. */
struct connection {
    struct job job; /* first: a job is its connection */
    struct service *service;
    struct connection *previous, *next;
    struct MHD_Connection *transport;
    struct adoption adopted;
    enum request_phase phase;
    struct incoming incoming;
    struct answer answer;
    double started; /* clock_ms() */
};

#endif
