/* SPDX-License-Identifier: MIT */
/* A connection that came in. */
#ifndef FBLAB_ARRIVAL_H
#define FBLAB_ARRIVAL_H

#include <stdbool.h>
#include <sys/socket.h>

struct listener;
struct relay;

struct arrival {
    struct relay *relay;
    const struct listener *listener; /* where; the owner of the wire is asked by it */
    const char *party;               /* borrowed by the stream */
    bool tls;
    int socket;
    struct sockaddr_storage peer;
    socklen_t peer_length;
};

/* Begins a stream, which owns the socket. */
void arrival_take(const struct arrival *arrival);

#endif
