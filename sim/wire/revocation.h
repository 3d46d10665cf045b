/* SPDX-License-Identifier: MIT */
/* What an authority says about a certificate of its own: an OCSP response, which the server staples to its handshake. */
#ifndef FBLAB_REVOCATION_H
#define FBLAB_REVOCATION_H

#include "base/error.h"

#include <openssl/x509.h>
#include <stdbool.h>

/* DER, valid as long as the lab may run; the length, 0 on failure. The caller frees *response with OPENSSL_free(). */
int revocation_response(X509 *certificate, X509 *issuer, EVP_PKEY *issuer_key, bool revoked, unsigned char **response,
                        struct error *error);

#endif
