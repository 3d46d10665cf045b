/* SPDX-License-Identifier: MIT */
/* A bound port: accepts, swallows SYNs or refuses them. */
#ifndef FBLAB_LISTENER_H
#define FBLAB_LISTENER_H

#include "loop.h"
#include "source_filter.h"
#include "stream.h"
#include "wire.h"

#define GATE_FILLERS 8

struct listener {
    struct listener *next;
    struct relay *relay;
    char *party;
    bool tls;
    unsigned port;
    struct source source;
    struct timer pause; /* no descriptor was left: try again later */
    enum wire_fault gate;
    int fillers[GATE_FILLERS]; /* our own connections that fill the queue while SYNs are swallowed */
    size_t filler_count;
    struct source_filter shut_out;
};

/* Binds; does not listen yet. */
struct listener *listener_new(struct relay *relay, const char *party, bool tls);
bool listener_bind(struct listener *listener, const char *address, unsigned port, struct error *error);
/* Lets go of the port. */
void listener_close(struct listener *listener);
void listener_free(struct listener **listener);
/* Begins a stream of an accepted socket. */
void listener_take(struct listener *listener, int socket, const struct sockaddr_storage *peer, socklen_t peer_length);
/* Closes the connections that fill the queue. */
void listener_release(struct listener *listener);
/* Accepts what waits. */
void listener_accept(struct listener *listener);
/* Listens with room for many, and waits for connections. */
bool listener_open(struct listener *listener);

/* An accepted connection does not claim the listener's address. */
void listener_disown(int socket);

#endif
