/* SPDX-License-Identifier: MIT */
/* Certificates as text in, thumbprint and Base64 out. */
#include "certificate.h"

#include "base/base64.h"
#include "token.h"

char *token_certificate_thumbprint(const char *text)
{
    CLEANUP(certificate_free) X509 *certificate = certificate_load(text);

    return certificate ? certificate_thumbprint(certificate) : NULL;
}

char *token_certificate_base64(const char *text)
{
    CLEANUP(certificate_free) X509 *certificate = certificate_load(text);
    unsigned char *bytes = NULL;
    const int size = certificate ? i2d_X509(certificate, &bytes) : 0;
    char *encoded = size > 0 ? base64_encode(bytes, (size_t)size) : NULL;

    OPENSSL_free(bytes);
    return encoded;
}
