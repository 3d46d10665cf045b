/* SPDX-License-Identifier: MIT */
/* Where the bytes of a transport's connections are seen: below TLS, or in libcurl where there is none. */
#ifndef FBLAB_TRAFFIC_TAP_H
#define FBLAB_TRAFFIC_TAP_H

#include "traffic.h"

#include "late/curl.h"

#include <openssl/ssl.h>

struct tapped;

/* All zeros but the watch: nothing was seen. */
struct traffic_tap {
    const struct traffic_watch *watch; /* NULL: nobody wants to see */
    struct tapped *connections;
    uint64_t last;
    bool secure, opened;
    char *head; /* of the request that was sent last */
};

/* Before each exchange. */
void traffic_tap_begin(struct traffic_tap *tap, CURL *easy, bool secure);
void traffic_tap_open(struct traffic_tap *tap, const char *from, const char *to);
/* From now on the bytes below this session are seen. */
void traffic_tap_listen(struct traffic_tap *tap, const SSL *session);
/* The certificate that is judged now; 0: the leaf is as good as its chain. */
void traffic_tap_certificate(const struct traffic_tap *tap, const X509 *certificate, int verdict);
/* The handshake is over. */
void traffic_tap_session(const struct traffic_tap *tap, const SSL *session);
void traffic_tap_secret(const struct traffic_tap *tap, const char *line);
/* When no connection is left. */
void traffic_tap_clear(struct traffic_tap *tap);

#endif
