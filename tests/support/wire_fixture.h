/* SPDX-License-Identifier: MIT */
/* A wire with one TLS and one plain listener, and behind it a tiny HTTP responder on the loop's thread:
 *   /          200, "hello"
 *   /bytes/N   200, N times 'x'
 *   /teapot    "HTTP/1.1 418 Short  And Stout", "hello"
 *   /close     200, "hello", then it closes
 * Also clients that tell by what sign a connection ended. */
#ifndef FBLAB_WIRE_FIXTURE_H
#define FBLAB_WIRE_FIXTURE_H

#include "wire/wire.h"

#include <pthread.h>

#define TEAPOT "HTTP/1.1 418 Short  And Stout"

/* How a connection ended, as the client's kernel or OpenSSL tells it. */
enum ending {
    ENDING_SILENCE,      /* nothing within the client's patience */
    ENDING_FIN,          /* end of file without close_notify */
    ENDING_CLOSE_NOTIFY, /* TLS: closed in order */
    ENDING_RESET,        /* ECONNRESET */
    ENDING_ALERT,        /* TLS: fatal alert; client.alert has its number */
    ENDING_NO_TLS,       /* what came is no TLS */
    ENDING_COMPLETE,     /* the handshake is done */
    ENDING_OTHER,
};

struct wire_fixture {
    struct wire *wire;
    struct listener *tls, *plain;
    struct authority *authority;
    struct identity *contoso, *outlook, *fallback;
    int epoll;
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t changed;
    struct wire_policy policy;
    char event[256]; /* the last one */
    struct origin origin;
    size_t events, streams_open, streams_seen;
    size_t miscounted; /* answers of which the wire took another number of bytes than it was given */
};

struct client {
    int socket;
    bool reset; /* it was connected and reset before we could look: SO_ERROR has told, no read will */
    SSL_CTX *context;
    SSL *tls;
    int alert;
    char text[65536]; /* what was read */
    size_t length;
};

/* cmocka set-up and tear-down: *state is the fixture. */
int wire_fixture_start(void **state);
int wire_fixture_stop(void **state);
void wire_fixture_policy(struct wire_fixture *fixture, const struct wire_policy *policy);
/* Waits until an event of that text has come; fails the test after 10 s. */
void wire_fixture_await_event(struct wire_fixture *fixture, const char *text);
/* After wire_stop(), when nobody else runs the responder: lets it close what it still has. */
void wire_fixture_end_streams(struct wire_fixture *fixture);
/* Waits until every stream the consumer was given is closed. */
void wire_fixture_await_no_stream(struct wire_fixture *fixture);

/* Connected, reading with that much patience. */
struct client *client_new(unsigned port, unsigned patience_ms);
/* The same from a loopback address of one's own (NULL: any). NULL: *problem is the errno, ETIMEDOUT if the SYN was not
 * answered within the patience. */
struct client *client_from(const char *source, unsigned port, unsigned patience_ms, int *problem);
void client_free(struct client **client);
/* versions: 0 for the library's default. name: SNI, may be NULL. */
enum ending client_handshake(struct client *client, const char *name, int minimum, int maximum);
void client_say(struct client *client, const char *text);
/* Reads until the connection ends or patience does. */
enum ending client_read(struct client *client);
/* Reads until that many bytes are there. false: they did not come. */
bool client_read_bytes(struct client *client, size_t length);

#endif
