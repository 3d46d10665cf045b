/* SPDX-License-Identifier: MIT */
/* One connection of a client, from its accepting to its end, on the loop's thread. README.md has a picture.
 *
 * Until the first plain byte, and once the consumer has gone, the wire reads from the client itself; in between the
 * consumer does (consumer.c). An idle connection has one descriptor and no buffer. */
#ifndef FBLAB_STREAM_H
#define FBLAB_STREAM_H

#include "byte_queue.h"
#include "channel.h"
#include "loop.h"
#include "tls.h"
#include "wire.h"

#define HANDSHAKE_MS 10000      /* until the ClientHello has come and the handshake is over */
#define FIRST_REQUEST_MS 120000 /* as IIS waits; later time-outs are the consumer's */
#define LINGER_MS 2000          /* a client may go on sending after our FIN; an RST would destroy the answer's tail */
#define PUMP_BYTES 65536

enum phase {
    PHASE_HELLO,     /* no byte yet, or a part of the ClientHello */
    PHASE_HANDSHAKE, /* TLS is being agreed */
    PHASE_OPEN,      /* bytes go to and fro */
    PHASE_DRAINING,  /* what the client sends is thrown away until it goes */
    PHASE_GONE,      /* the client has gone; the consumer has not said its last word yet */
    PHASE_COUNT
};

/* Where the first byte of an answer stands with faults that hold it back. */
enum answer_state {
    ANSWER_NONE,
    ANSWER_HELD,
    ANSWER_PASSING,
};

/* Who reads what the client sends. */
enum consumer_state {
    CONSUMER_NONE, /* the wire */
    CONSUMER_READS,
    CONSUMER_GONE, /* the wire, to throw it away */
};

/* What all streams of a wire share. Lives as long as the wire. */
struct relay {
    struct loop *loop;
    struct tls *tls;
    struct wire_callbacks callbacks;
    struct stream *streams; /* all of them, in no order */
    size_t open, most;      /* how many, and how many at once since memory was last given back */
    uint64_t connections;
    bool stopped; /* the loop runs no more */
    char scratch[PUMP_BYTES];
};

struct stream {
    struct disposal disposal;
    struct relay *relay;
    struct stream *previous, *next;
    struct origin origin;
    struct sockaddr_storage peer;
    socklen_t peer_length;

    enum phase phase;
    enum consumer_state consumer;
    struct source client;
    struct channel channel;
    struct deferred sending; /* of what the consumer has said */
    struct timer timer;
    void (*due)(struct stream *stream);     /* what the timer is for */
    void (*send_on)(struct stream *stream); /* more of the answer may leave: goes on with it */
    SSL_CTX *context;                       /* owned until the session is made; NULL: plain TCP */
    struct byte_queue outgoing;
    bool client_wants_write; /* a write to the client, or the handshake, waits for room */
    bool client_ended;       /* it says no more */
    bool read_on;            /* something was sent after that: the client still reads */
    bool held;               /* the answer waits for its time */

    enum wire_fault fault;
    unsigned long amount;
    bool fault_reported;
    size_t hello_length; /* bytes of the ClientHello that came, when a fault waits for it */
    int oldest;          /* version below which a client is reset; 0: none is */
    unsigned char hello[5];
    void *request_state; /* of wire_protocol.requests_ended(); owned; NULL: nobody counts requests */
    size_t answered;     /* bytes of this answer that have left */
    enum answer_state answer_state;
    unsigned tries; /* to see an answer delivered before a reset */
};

/* One more. */
void stream_count(struct relay *relay);

/* When the loop has stopped: the sockets only, or all. */
void stream_close_sockets(struct relay *relay);
void stream_dispose_all(struct relay *relay);

/* Tells the owner of the wire. */
void stream_event(const struct stream *stream, const char *what);
void stream_set_due(struct stream *stream, unsigned long milliseconds, void (*due)(struct stream *stream));
void stream_cancel_due(struct stream *stream);
/* Waits for what the state allows to happen next. To be called after every change. */
void stream_update(struct stream *stream);

/* Ways to end. The stream may be gone when they return; it is disposed of when the loop's batch is done. */
void stream_reset(struct stream *stream);  /* RST */
void stream_close(struct stream *stream);  /* the peer has gone, or deserves no more */
void stream_finish(struct stream *stream); /* close_notify, FIN, then drain for LINGER_MS */
void stream_hold(struct stream *stream);   /* silence until the peer goes */
/* The client and the consumer have gone: nothing is left. */
void stream_forget(struct stream *stream);

#endif
