/* SPDX-License-Identifier: MIT */
/* A server with one connection to give, and how it treats it; and a client's one request to it. */
#ifndef FBLAB_PEER_H
#define FBLAB_PEER_H

#include "flow/transport/transport.h"
#include "test_key.h"

#include <openssl/ssl.h>
#include <pthread.h>

#define HOST "mail.contoso.com"
#define OK_ANSWER "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 4\r\n\r\n<a/>"

/* How far the server plays along before it misbehaves. */
enum layer {
    LAYER_CLEAR, /* http */
    LAYER_TCP,   /* https, and the server knows no TLS */
    LAYER_TLS11,
    LAYER_TLS12,
    LAYER_TLS13
};

struct peer {
    enum layer layer;
    void (*serve)(struct peer *peer); /* peer->socket is a fresh connection */
    const struct signing_key *key;    /* from LAYER_TLS11 on */
    int listener, socket;
    SSL *ssl;
    pthread_t thread;
};

/* Listens and serves one connection on a thread of its own; returns the port. */
int peer_start(struct peer *peer);
void peer_join(struct peer *peer);
/* A listening socket; backlog below zero: bound, so nobody else gets the port, but not listening. */
int peer_listen(int backlog, int *port);

/* Parts of a behaviour. */
void peer_read(struct peer *peer);
void peer_send(struct peer *peer, const char *text);
void peer_reset(struct peer *peer);
void peer_hang_up(struct peer *peer);
void peer_wait(struct peer *peer); /* until the client hangs up */
void peer_serve_ok(struct peer *peer);

/* Asks HOST, which is at that port of this machine; hosts of the network are set here. */
const struct evidence *peer_ask(struct lookup *lookup, struct network network, const char *url, int port,
                                struct reply *reply);

#endif
