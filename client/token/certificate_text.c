/* SPDX-License-Identifier: MIT */
/* Certificates as text in, thumbprint and Base64 out. */
#include "certificate.h"
#include "token.h"

#include <stdlib.h>

static char *base64(const unsigned char *bytes, size_t size)
{
    char *text = malloc(size / 3 * 4 + 5);

    if (!text)
        abort();
    EVP_EncodeBlock((unsigned char *)text, bytes, (int)size);
    return text;
}

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
    char *encoded = size > 0 ? base64(bytes, (size_t)size) : NULL;

    OPENSSL_free(bytes);
    return encoded;
}
