/* SPDX-License-Identifier: MIT */
/* A client's socket, with or without TLS on it. Never blocks. */
#ifndef FBLAB_CHANNEL_H
#define FBLAB_CHANNEL_H

#include <openssl/ssl.h>
#include <stdbool.h>
#include <sys/types.h>

/* What a call returns in place of a number of bytes. */
enum {
    CHANNEL_END = 0,   /* the peer has said its last word */
    CHANNEL_WAIT = -1, /* not now */
    CHANNEL_DEAD = -2  /* reset, or no sensible TLS */
};

struct channel {
    int socket; /* borrowed: the owner closes it */
    SSL *tls;   /* owned; NULL: plain */
    bool dry;   /* TLS: a read of the socket was short, so that there was no more */
};

/* From now on in TLS; takes the session, which reads from the socket. The channel must stay where it is. */
void channel_begin_tls(struct channel *channel, SSL *tls);

ssize_t channel_read(struct channel *channel, void *bytes, size_t length);
ssize_t channel_write(struct channel *channel, const void *bytes, size_t length);
/* TLS. Reads on until there are `length` bytes or the socket has no more: who gets fewer will be told by an event of its own
 * when more comes, even if the kernel tells only of changes. *last: how the last read ended. */
size_t channel_read_on(struct channel *channel, void *bytes, size_t length, ssize_t *last);
/* Bytes have been taken from the socket that channel_read() has not given out: the kernel will not tell of them. */
bool channel_pending(const struct channel *channel);
/* close_notify and FIN. The peer may go on sending. */
void channel_finish(struct channel *channel);
/* The peer has closed its side of the connection, too: to a last word it would answer with an RST, if at all. */
bool channel_is_left(const struct channel *channel);
void channel_drop_tls(struct channel *channel);

#endif
