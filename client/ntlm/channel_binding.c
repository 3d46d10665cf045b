/* SPDX-License-Identifier: MIT */
/* The hash of a certificate, wrapped as RFC 2744 wraps channel bindings, and hashed again. */
#include "channel_binding.h"

#include <openssl/evp.h>
#include <string.h>

#define PREFIX "tls-server-end-point:"

/* Two addresses that are not given (type and length of each), then the length of what the application binds to. */
enum { WRAPPING = 5 * 4, AT_LENGTH = 4 * 4, PREFIX_LENGTH = sizeof PREFIX - 1 };

bool channel_binding_of_hash(const unsigned char *hash, size_t length, unsigned char binding[CHANNEL_BINDING_SIZE])
{
    unsigned char whole[WRAPPING + PREFIX_LENGTH + EVP_MAX_MD_SIZE] = {0};

    memset(binding, 0, CHANNEL_BINDING_SIZE);
    if (length > EVP_MAX_MD_SIZE)
        return false;
    whole[AT_LENGTH] = (unsigned char)(PREFIX_LENGTH + length);
    memcpy(whole + WRAPPING, PREFIX, PREFIX_LENGTH);
    memcpy(whole + WRAPPING + PREFIX_LENGTH, hash, length);
    return EVP_Digest(whole, WRAPPING + PREFIX_LENGTH + length, binding, NULL, EVP_md5(), NULL) == 1;
}

/* The hash is that of the certificate's signature, but never a weaker one than SHA-256; where the signature names none, that. */
static const EVP_MD *hash_of(const X509 *certificate)
{
    int digest = NID_undef;

    X509_get_signature_info((X509 *)certificate, &digest, NULL, NULL, NULL);
    return digest == NID_sha384 || digest == NID_sha512 ? EVP_get_digestbynid(digest) : EVP_sha256();
}

bool channel_binding_of(const X509 *certificate, unsigned char binding[CHANNEL_BINDING_SIZE])
{
    unsigned char hash[EVP_MAX_MD_SIZE];
    unsigned length = 0;

    memset(binding, 0, CHANNEL_BINDING_SIZE);
    return certificate && X509_digest(certificate, hash_of(certificate), hash, &length) == 1 &&
           channel_binding_of_hash(hash, length, binding);
}

bool channel_binding_is_none(const unsigned char binding[CHANNEL_BINDING_SIZE])
{
    static const unsigned char none[CHANNEL_BINDING_SIZE];

    return memcmp(binding, none, CHANNEL_BINDING_SIZE) == 0;
}
