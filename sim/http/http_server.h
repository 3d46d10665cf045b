/* SPDX-License-Identifier: MIT */
/* MESSAGES: the only user of libmicrohttpd. A byte stream becomes a struct request; a struct answer becomes bytes.
 * Runs on the thread that calls http_server_run(); a handler that may block is run by worker threads.
 *
 * Bytes that are no HTTP request, and headers beyond the memory of a connection, are answered by libmicrohttpd itself
 * (400, 414, 431): no callback sees them. What this layer refuses (413, 431, 400, 500, 503) is `answered` all the same. */
#ifndef FBLAB_HTTP_SERVER_H
#define FBLAB_HTTP_SERVER_H

#include "base/error.h"
#include "capture/message.h"

#include <stddef.h>
#include <sys/socket.h>

struct http_server;

struct http_callbacks {
    void *context;
    /* Fills the answer. Called on the loop's thread with request->must_not_wait, or on a worker where `blocks` said so.
     * Always sets a status, or postpones the answer on the loop's thread: then it is called again, on a worker.
     * Content-Length and Transfer-Encoding are ours: such headers of the answer are left out. */
    void (*answer)(void *context, const struct request *request, struct answer *answer);
    /* Is this request one for a worker from the start? Loop's thread. NULL: none ever waits, nor is postponed. */
    bool (*blocks)(void *context, const struct request *request);
    /* After the answer has been decided, before it is sent: for the journal. Same thread as `answer`. NULL: nobody asks.
     * elapsed_ms: since the headers were read. */
    void (*answered)(void *context, const struct request *request, const struct answer *answer, double elapsed_ms);
    /* The stream's origin, and its own status line (reason phrase byte for byte). `stream` is what was adopted. Loop's thread.
     * status_line NULL: standard phrases only. */
    const struct origin *(*origin)(void *stream);
    void (*status_line)(void *stream, const char *line);
    /* The same for the answer's own head, and how long to wait with it. NULL: heads are ours. An answer with a head says by a
     * header "Connection: close" of its own whether the connection ends behind it. */
    void (*head)(void *stream, const char *head, unsigned milliseconds);
};

struct http_limits {
    size_t body_bytes;     /* 0: 1 MiB; larger: 413 */
    size_t header_bytes;   /* 0: 24 KiB, so that with room for the answer libmicrohttpd needs no mmap(); larger: 431 */
    unsigned idle_seconds; /* 0: 30; a client silent for that long is closed */
    unsigned workers;      /* 0: 4 */
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
/* Are all calls on an adopted socket made by socket_calls.h? */
bool http_server_redirected(const struct http_server *server);
/* Takes a connected stream socket and reads from it at once. stream: passed to the callbacks above. false: closed, out of
 * resources. The thread of http_server_run(), but not from within it. */
bool http_server_adopt(struct http_server *server, int socket, void *stream, const struct sockaddr *peer,
                       socklen_t length);
/* Waits for the handlers that run on workers; requests that wait for one, or come later, are answered 503. For an owner whose
 * blocking handlers need the loop to finish: call it before the loop is stopped. Any thread but a worker's. */
void http_server_stop_workers(struct http_server *server);

#endif
