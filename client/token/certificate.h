/* SPDX-License-Identifier: MIT */
/* X.509 certificates as tokens need them. */
#ifndef FBLAB_TOKEN_CERTIFICATE_H
#define FBLAB_TOKEN_CERTIFICATE_H

#include "base/cleanup.h"

#include <openssl/x509.h>

/* PEM, or Base64 of the DER. NULL: neither. The caller frees it. */
X509 *certificate_load(const char *text);
void certificate_free(X509 **certificate);
/* Base64url of the SHA-1 of the DER: x5t of a token's header. The caller frees it. */
char *certificate_thumbprint(const X509 *certificate);

#endif
