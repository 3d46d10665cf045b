/* SPDX-License-Identifier: MIT */
/* Loads certificates in either form and names them by SHA-1. */
#include "certificate.h"

#include "base/base64.h"
#include "base/text.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <string.h>

#define CERTIFICATE_LIMIT 65536

static void bio_free(BIO **bio)
{
    BIO_free_all(*bio);
}

void certificate_free(X509 **certificate)
{
    X509_free(*certificate);
    *certificate = NULL;
}

static X509 *from_base64(const char *text, size_t length)
{
    size_t size = 0;
    CLEANUP(cleanup_string) char *bytes = base64_decode(text, length, BASE64_LINES, &size);
    const unsigned char *at = (const unsigned char *)bytes;

    return size > 0 ? d2i_X509(NULL, &at, (long)size) : NULL;
}

X509 *certificate_load(const char *text)
{
    const size_t length = text ? strnlen(text, CERTIFICATE_LIMIT) : CERTIFICATE_LIMIT;

    if (length == CERTIFICATE_LIMIT)
        return NULL;
    if (strstr(text, "-----BEGIN")) {
        CLEANUP(bio_free) BIO *input = BIO_new_mem_buf(text, (int)length);
        return input ? PEM_read_bio_X509(input, NULL, NULL, NULL) : NULL;
    }
    return from_base64(text, length);
}

char *certificate_thumbprint(const X509 *certificate)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;

    return X509_digest(certificate, EVP_sha1(), digest, &size) ? base64url_encode(digest, size) : NULL;
}
