/* SPDX-License-Identifier: MIT */
/* MESSAGES: the only user of libmicrohttpd. A byte stream becomes a struct request; a struct answer becomes bytes, with
 * reason phrase and head as they are asked for. README.md has a picture.
 * Runs on the thread that calls http_server_run(); a handler that may block is run by worker threads.
 *
 * Bytes that are no HTTP request, and headers beyond the memory of a connection, are answered by libmicrohttpd itself
 * (400, 408, 414, 431): no callback sees them. What this layer refuses (413, 431, 400, 500, 503) is `answered` all the same. */
#ifndef FBLAB_HTTP_SERVER_H
#define FBLAB_HTTP_SERVER_H

#include "base/error.h"
#include "capture/message.h"

#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>

struct http_server;

struct http_callbacks {
    void *context;
    /* Fills the answer. Called on the loop's thread with request->must_not_wait, or on a worker where `blocks` said so.
     * An answer with a head of its own says by a header "Connection: close" of its own whether the connection ends behind it.
     * Always sets a status, or postpones the answer on the loop's thread: then it is called again, on a worker.
     * Content-Length and Transfer-Encoding are ours: such headers of the answer are left out. */
    void (*answer)(void *context, const struct request *request, struct answer *answer);
    /* Is this request one for a worker from the start? One with a long body always is. Loop's thread. NULL: none ever
     * waits, nor is postponed. */
    bool (*blocks)(void *context, const struct request *request);
    /* Of what blocks or is postponed: is it work that must never wait behind other work? It gets workers of its own. Loop's
     * thread. NULL: nothing is. */
    bool (*apart)(void *context, const struct request *request);
    /* After the answer has been decided, before it is sent: for the journal. Same thread as `answer`. NULL: nobody asks.
     * elapsed_ms: since the headers were read. */
    void (*answered)(void *context, const struct request *request, const struct answer *answer, double elapsed_ms);
    /* The stream's origin; `stream` is what was adopted. Loop's thread. */
    const struct origin *(*origin)(void *stream);
};

/* A client's bytes, as whoever ends TLS gives and takes them. Called on the thread of http_server_run(), or of
 * http_server_free(). */
struct byte_stream {
    /* As recv() without flags; a short count says that the next call would block. */
    ssize_t (*receive)(void *stream, void *bytes, size_t length);
    /* As writev() on a socket that raises no SIGPIPE; short or EAGAIN only until the descriptor is writable. */
    ssize_t (*send)(void *stream, const struct iovec *parts, size_t count);
    /* The last call. The descriptor is closed, now or later. */
    void (*end)(void *stream);
    /* What is sent from now on leaves no earlier than in so many milliseconds. */
    void (*delay)(void *stream, unsigned long milliseconds);
};

struct http_limits {
    size_t body_bytes;     /* 0: 1 MiB; larger: 413 */
    size_t header_bytes;   /* 0: 24 KiB, so that with room for the answer libmicrohttpd needs no mmap(); larger: 431 */
    unsigned idle_seconds; /* 0: 30; a client silent for that long is closed */
    unsigned head_seconds; /* 0: 20, or idle_seconds if that is less; a head that takes longer, however it drips: 408 */
    unsigned workers;      /* 0: 4 */
    unsigned apart;        /* workers for http_callbacks.apart; 0: 2 */
};

struct http_server *http_server_new(const struct http_callbacks *callbacks, const struct http_limits *limits,
                                    struct error *error);
/* Closes every connection. Waits for handlers that run. Streams and origins must still exist; nobody may be in
 * http_server_run() any more. */
void http_server_free(struct http_server **server);
/* Readable when http_server_run() has something to do. */
int http_server_fd(const struct http_server *server);
/* Does what can be done without waiting. Call it also about once a second without a reason: idle clients are found here. */
void http_server_run(struct http_server *server);
/* Takes a connected byte stream and reads from it at once. `descriptor` is waited for, but read, written and closed by these
 * functions alone. stream: passed to them and to the callbacks above. false: ended, out of resources. The thread of
 * http_server_run(), but not from within it. */
bool http_server_adopt(struct http_server *server, int descriptor, const struct byte_stream *functions, void *stream,
                       const struct sockaddr *peer, socklen_t length);
/* Waits for the handlers that run on workers; requests that wait for one, or come later, are answered 503. For an owner whose
 * blocking handlers need the loop to finish: call it before the loop is stopped. Any thread but a worker's. */
void http_server_stop_workers(struct http_server *server);

#endif
