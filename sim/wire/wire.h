/* SPDX-License-Identifier: MIT */
/* BYTES: listeners, TLS by server name, faults of TCP and TLS. Knows no HTTP.
 *
 * One thread runs the loop (epoll): it accepts, ends TLS, and hands a plain byte stream to the consumer (libmicrohttpd,
 * in the same thread, by wire_watch()): the client's own socket, on which the consumer's calls come back to us
 * (loan.c); or, where a fault is armed or the calls cannot be had, one end of a socketpair, to and from which it
 * pumps the bytes (relay.c). The policy callbacks are called on that thread. */
#ifndef FBLAB_WIRE_H
#define FBLAB_WIRE_H

#include "base/error.h"
#include "capture/message.h"
#include "certificates.h"
#include "vocabulary/wire_faults.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

struct wire;
struct listener;
struct stream;

/* What happens to one new connection. Filled by the owner's callback at accept. */
struct wire_policy {
    enum wire_fault fault;
    unsigned long amount;         /* bytes or milliseconds, as the fault says */
    int minimum_tls, maximum_tls; /* TLS1_VERSION ... TLS1_3_VERSION; 0: library default (1.2 and 1.3) */
    const char *ciphers;          /* OpenSSL cipher list (TLS 1.2) ; NULL: default. Copied. */
};

struct wire_callbacks {
    void *context;
    /* At accept. `origin` says who came to whom; its name and turn are the owner's to fill in. */
    void (*policy)(void *context, const struct listener *listener, struct origin *origin, struct wire_policy *policy);
    /* At the ClientHello: which identity to present; server_name "" without SNI. Lent until the wire stops.
     * NULL: unrecognized_name alert. */
    const struct identity *(*identity)(void *context, const char *party, const char *server_name);
    /* A plain byte stream is ready: `plain` is a connected stream socket the consumer owns and closes. `stream` lives
     * until the consumer has closed `plain`, or said that it writes no more. Called with the first plain byte, which
     * can be read at once. */
    void (*stream)(void *context, struct stream *stream, int plain, const struct sockaddr *peer, socklen_t length);
    /* Something of interest happened below HTTP (a fault was executed, a handshake failed): for the journal. */
    void (*event)(void *context, const struct origin *origin, const char *what);
};

/* The loop does not run yet. */
struct wire *wire_new(const struct wire_callbacks *callbacks, struct error *error);
/* Binds and listens. port 0: the kernel chooses. tls false: plain TCP. party is copied. Before wire_start(). */
struct listener *wire_listen(struct wire *wire, const char *party, const char *address, unsigned port, bool tls,
                             struct error *error);
unsigned listener_port(const struct listener *listener);
/* Accept, swallow SYNs (fill the queue), or refuse: WIRE_FAULT_NONE, WIRE_FAULT_DROP, WIRE_FAULT_REFUSE; any other fault
 * means accept. The port stays ours. Any thread; has taken effect when it returns. */
void listener_gate(struct listener *listener, enum wire_fault fault);
/* Swallows the SYNs of these senders ("127.0.0.12"), whatever the gate does with others; count 0: of nobody. A kernel
 * that cannot lets them in, to meet the policy. Any thread; has taken effect when it returns. */
void listener_shut_out(struct listener *listener, const char *const *sources, size_t count);
/* Before wire_start(): the consumer makes all its calls on `plain` by socket_calls.h, so it may be the client's own socket.
 * It has to close them between wire_stop() and wire_free(). Otherwise `plain` is one end of a socketpair. */
void wire_lend_sockets(struct wire *wire);
/* Before wire_start(), or on the loop's thread: call `ready` on the loop's thread whenever fd is readable (level-triggered). */
bool wire_watch(struct wire *wire, int fd, void (*ready)(void *context), void *context, struct error *error);
/* Called on the loop's thread at least every `milliseconds` (0: never), for time-outs of the consumer. */
void wire_tick(struct wire *wire, unsigned milliseconds, void (*tick)(void *context), void *context);
bool wire_start(struct wire *wire, struct error *error);
/* Calls it on the loop's thread (here, if that does not run) and waits: of many calls into the loop, one. Any thread. */
void wire_call(struct wire *wire, void (*function)(void *context), void *context);
/* Stops the loop, joins the thread and closes every socket, so that nobody waits for us any more. Streams (and their
 * origins) stay until wire_free(), so that a consumer with threads of its own can be freed in between. */
void wire_stop(struct wire *wire);
/* wire_stop(), and frees everything. */
void wire_free(struct wire **wire);

/* On the loop's thread only. */
const struct origin *stream_origin(const struct stream *stream);
/* The next bytes the consumer writes begin an answer: put this line (without CRLF) in place of its first line. What the
 * consumer wrote before is passed on unchanged. The line is copied. */
void stream_status_line(struct stream *stream, const char *line);
/* The same for the whole head of an answer: status line, header lines and the empty line, byte for byte as they are to go out.
 * The answer leaves no earlier than in so many milliseconds (where no fault of the connection sets its own pace). */
void stream_head(struct stream *stream, const char *head, unsigned long milliseconds);

#endif
