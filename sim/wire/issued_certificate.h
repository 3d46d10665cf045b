/* SPDX-License-Identifier: MIT */
/* Makes one X.509 certificate. */
#ifndef FBLAB_WIRE_CERTIFICATE_H
#define FBLAB_WIRE_CERTIFICATE_H

#include "base/error.h"

#include <openssl/x509.h>

#define HOUR 3600L
#define DAY (24 * HOUR)

enum certificate_use {
    CERTIFICATE_FOR_AUTHORITY,
    CERTIFICATE_FOR_INTERMEDIATE, /* an authority that is no root */
    CERTIFICATE_FOR_SERVER,
    CERTIFICATE_FOR_SIGNING,
    CERTIFICATE_USE_COUNT
};

/* Borrowed during certificate_make(). */
struct certificate_request {
    enum certificate_use use;
    const char *common_name;
    const char *const *names; /* subjectAltName: DNS names and IP addresses, NULL-terminated; NULL: none */
    EVP_PKEY *key;
    X509 *issuer; /* NULL: self-signed */
    EVP_PKEY *issuer_key;
    long begins, ends; /* seconds from now */
};

/* The caller frees the result. */
X509 *certificate_make(const struct certificate_request *request, struct error *error);

/* "what: OpenSSL's reason"; always false. */
bool certificate_error(struct error *error, const char *what);

#endif
