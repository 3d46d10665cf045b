/* SPDX-License-Identifier: MIT */
/* Who came to whom: what the wire knows of a connection, and what every request on it carries along. */
#ifndef FBLAB_ORIGIN_H
#define FBLAB_ORIGIN_H

#include <stdbool.h>
#include <stdint.h>

enum { ORIGIN_CHANNEL = 16 };

/* Filled by the wire layer, one for each connection. */
struct origin {
    const char *party;     /* who listens: "onprem", "exo", "front-door", ...; static or owned by the listener */
    char server_name[256]; /* TLS server name (lower case), "" without */
    char client[64];       /* "127.0.0.1:50000" */
    const char *name;      /* under which the party is published there ("mail.contoso.com"), NULL: several */
    uint64_t turn;         /* connections that came to this name before, since the lab was last changed */
    bool tls;
    uint64_t connection; /* counts from 1 */
    /* The channel binding of the TLS connection that the server itself ends: of this one, or where a device stands in
     * between, of the device's. Zeroes: the server ends none. The owner's to fill in. */
    unsigned char channel[ORIGIN_CHANNEL];
};

#endif
