/* SPDX-License-Identifier: MIT */
/* For whoever wants to see what a look-up sends and gets: every exchange, and the bytes of its connections with the secrets that
 * decrypt them. Called on the thread of the look-up; everything is lent until the call returns. */
#ifndef FBLAB_TRAFFIC_H
#define FBLAB_TRAFFIC_H

#include "evidence/evidence.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct traffic_exchange {
    uint64_t connection; /* the last that was opened, or is kept; 0: none */
    bool opened;         /* for this exchange */
    double started;      /* seconds since 1970 */
    const char *head;    /* of the request, as it was sent; NULL: it was not */
    const char *method, *url, *body;
    const char *address;           /* reached, or tried: "127.0.0.1:443" */
    const struct evidence *record; /* the answer's head, or how it ended */
    const char *answer;            /* its body */
    size_t answer_length;
};

/* What is known of a TLS connection. NULL: not known, or not yet. */
struct traffic_security {
    const char *protocol, *cipher;        /* "TLSv1.3", once the handshake is over */
    const char *subject, *issuer, *names; /* of the server's certificate; names: "DNS:mail.contoso.com, ..." */
    const char *from, *to;                /* "2026-11-29T10:00:00Z" */
    const char *verdict;                  /* of the asker on its chain: "ok" */
};

struct traffic_watch {
    void *context;
    void (*exchange)(void *context, const struct traffic_exchange *exchange);
    /* A connection is tried: "127.0.0.11", "127.0.0.1:40001". from "": any address. */
    void (*opened)(void *context, uint64_t connection, const char *from, const char *to, bool secure);
    /* As they are on the wire, encrypted or not. */
    void (*bytes)(void *context, uint64_t connection, bool sent, const void *bytes, size_t length);
    /* First the certificate, then the rest. */
    void (*security)(void *context, uint64_t connection, const struct traffic_security *security);
    /* A line of a key log. */
    void (*secret)(void *context, const char *line);
};

#endif
