/* SPDX-License-Identifier: MIT */
/* What libcurl does not tell about a TLS connection: when it began, the alert the peer sent, whether it hung up, and
 * whether it was the chain that was wrong with its certificate, or its status. OpenSSL calls back on the thread that
 * runs the transfer. */
#ifndef FBLAB_TLS_WATCH_H
#define FBLAB_TLS_WATCH_H

#include "traffic_tap.h"

#include <openssl/ssl.h>
#include <stdbool.h>

struct tls_watch {
    bool check_status;       /* the owner's wish; stays when the rest is reset */
    int newest;              /* the same: TLS1_1_VERSION and the like; 0: whatever the library has */
    struct traffic_tap *tap; /* the same; NULL: nobody wants to see bytes */
    double started_ms;       /* clock_ms() when the first byte of the handshake was written, 0: not yet */
    int alert;               /* number of the fatal alert received, -1: none */
    bool distrust;           /* the certificate's chain did not verify, or its status is not good */
    bool closed;             /* the handshake ended with the peer's FIN */
    bool answered;           /* a byte of application data came since the last tls_watch_reset() */
};

void tls_watch_reset(struct tls_watch *watch);
/* The watch must outlive every connection made with the context. */
void tls_watch_attach(struct tls_watch *watch, SSL_CTX *context);

#endif
