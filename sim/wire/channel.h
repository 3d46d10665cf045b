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
};

ssize_t channel_read(struct channel *channel, void *bytes, size_t length);
ssize_t channel_write(struct channel *channel, const void *bytes, size_t length);
/* Bytes have been taken from the socket that channel_read() has not given out: the kernel will not tell of them. */
bool channel_pending(const struct channel *channel);
/* close_notify and FIN. The peer may go on sending. */
void channel_finish(struct channel *channel);
void channel_drop_tls(struct channel *channel);

#endif
