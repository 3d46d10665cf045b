/* SPDX-License-Identifier: MIT */
/* BYTES: listeners, TLS by server name, faults of TCP and TLS. What the bytes mean it does not know: where a fault has to
 * know, it asks its owner's wire_protocol. README.md has a picture.
 *
 * One thread runs the loop (epoll): it accepts, ends TLS, and hands a plain byte stream to the consumer, which reads and
 * writes it on the same thread (wire_watch()) by stream_receive(), stream_send() and stream_end(). The callbacks are
 * called on that thread. */
#ifndef FBLAB_WIRE_H
#define FBLAB_WIRE_H

#include "base/error.h"
#include "certificates.h"
#include "origin/origin.h"
#include "vocabulary/wire_faults.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>

struct wire;
struct listener;
struct stream;

/* What happens to one new connection. Filled by the owner's callback at accept. */
struct wire_policy {
    enum wire_fault fault;
    unsigned long amount;         /* bytes or milliseconds, as the fault says */
    int minimum_tls, maximum_tls; /* TLS1_VERSION ... TLS1_3_VERSION; 0: library default (1.2 and 1.3) */
    bool resets_old;              /* who offers less than minimum_tls is reset, and gets no alert */
    const char *ciphers;          /* OpenSSL cipher list (TLS 1.2) ; NULL: default. Copied. */
};

/* What faults have to know of the language that the clients talk: bytes in, numbers and bytes out. */
struct wire_protocol {
    const char *name; /* as TLS calls it (ALPN); NULL: none is agreed */
    /* Sees all that one client says, in order; returns how many requests end in these bytes. `state` belongs to that
     * client: state_bytes, zeroes at first, that need no clean-up. */
    size_t state_bytes;
    unsigned (*requests_ended)(void *state, const char *bytes, size_t length);
    const char *refusal;  /* what a server says in clear to one who talks TLS to it */
    const char *nonsense; /* no answer in this language */
};

struct wire_callbacks {
    void *context;
    const struct wire_protocol *protocol; /* lives as long as the wire; NULL: no fault waits for a request */
    /* At accept. `origin` says who came to whom; its name and turn are the owner's to fill in. */
    void (*policy)(void *context, const struct listener *listener, struct origin *origin, struct wire_policy *policy);
    /* At the ClientHello: which identity to present. `origin` has the server's name, "" without SNI; its channel is the owner's
     * to fill in. Lent until the wire stops. NULL: unrecognized_name alert. */
    const struct identity *(*identity)(void *context, struct origin *origin);
    /* A client has sent its first plain byte: stream_receive() has something to give. The consumer owns the stream until
     * stream_end(). `descriptor` is its client's: it may be waited for (edge-triggered) and asked, but is read, written,
     * shut down and closed by the wire alone. */
    void (*stream)(void *context, struct stream *stream, int descriptor, const struct sockaddr *peer, socklen_t length);
    /* Something of interest happened (a fault was executed, a handshake failed): for the journal. */
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
/* Before wire_start(), or on the loop's thread: call `ready` on the loop's thread whenever fd is readable (level-triggered). */
bool wire_watch(struct wire *wire, int fd, void (*ready)(void *context), void *context, struct error *error);
/* Called on the loop's thread at least every `milliseconds` (0: never), for time-outs of the consumer. */
void wire_tick(struct wire *wire, unsigned milliseconds, void (*tick)(void *context), void *context);
bool wire_start(struct wire *wire, struct error *error);
/* Calls it on the loop's thread (here, if that does not run) and waits: of many calls into the loop, one. Any thread. */
void wire_call(struct wire *wire, void (*function)(void *context), void *context);
/* Stops the loop, joins the thread and closes every socket, so that nobody waits for us any more. Streams (and their
 * origins) stay until wire_free(): in between the consumer ends what it still has, on whichever thread it likes. */
void wire_stop(struct wire *wire);
/* wire_stop(), and frees everything. */
void wire_free(struct wire **wire);

/* On the loop's thread, or after wire_stop(). */
const struct origin *stream_origin(const struct stream *stream);
/* As recv() without flags; a short count says that the next call would block, so edge-triggered waiting loses nothing. */
ssize_t stream_receive(struct stream *stream, void *bytes, size_t length);
/* Takes all the parts, or nothing: -1 and EAGAIN until the descriptor is writable. Raises no SIGPIPE. */
ssize_t stream_send(struct stream *stream, const struct iovec *parts, size_t count);
/* The consumer has said all and reads no more; its last call. The descriptor is closed now or later, when the bytes have
 * gone: who waits for its events stops first. */
void stream_end(struct stream *stream);
/* What is sent from now on leaves no earlier than in so many milliseconds (where no fault sets its own pace). */
void stream_delay(struct stream *stream, unsigned long milliseconds);

#endif
