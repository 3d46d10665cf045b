/* SPDX-License-Identifier: MIT */
/* From libcurl's code and the facts of a transfer to an outcome. Pure. */
#ifndef FBLAB_CURL_OUTCOME_H
#define FBLAB_CURL_OUTCOME_H

#include "evidence/evidence.h"
#include "late/curl.h"

enum fact {
    FACT_SECURE = 1 << 0,      /* https */
    FACT_CONNECTED = 1 << 1,   /* TCP stands */
    FACT_SENDING = 1 << 2,     /* so does TLS, where it is wanted */
    FACT_ANSWERED = 1 << 3,    /* a byte of an answer came */
    FACT_REFUSED = 1 << 4,     /* ECONNREFUSED */
    FACT_RESET = 1 << 5,       /* ECONNRESET; or EPIPE, which a second write meets */
    FACT_ALERT = 1 << 6,       /* a fatal TLS alert came */
    FACT_CLOSED = 1 << 7,      /* FIN in the handshake */
    FACT_DISTRUST = 1 << 8,    /* the certificate's chain does not hold */
    FACT_OVERFLOW = 1 << 9,    /* more than we take */
    FACT_UNFINISHED = 1 << 10, /* the headers never ended */
    FACT_RESOLVED = 1 << 11    /* there was an address to try */
};

/* `facts`: enum fact, or'ed. */
enum outcome curl_outcome(CURLcode code, unsigned facts);

#endif
