/* SPDX-License-Identifier: MIT */
/* NTLM needs MD4, which OpenSSL has only as a deprecated function outside its providers. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "response_keys.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/md4.h>
#include <string.h>

void ntlm_hash_password(const char *password, unsigned char hash[NTLM_HASH_SIZE])
{
    unsigned char wide[2 * NTLM_LONGEST_PASSWORD];

    MD4(wide, ntlm_widen(password, wide), hash);
}

void ntlm_response_key(const char *password, const unsigned char *identity, size_t length,
                       unsigned char key[NTLM_PROOF])
{
    unsigned char hash[NTLM_HASH_SIZE];

    ntlm_hash_password(password, hash);
    HMAC(EVP_md5(), hash, sizeof hash, identity, length, key, NULL);
}

void ntlm_prove(const unsigned char key[NTLM_PROOF], const unsigned char challenge[NTLM_CHALLENGE_SIZE],
                const struct ntlm_field *rest, unsigned char proof[NTLM_PROOF])
{
    unsigned char both[NTLM_CHALLENGE_SIZE + NTLM_LONGEST_MESSAGE];

    memcpy(both, challenge, NTLM_CHALLENGE_SIZE);
    memcpy(both + NTLM_CHALLENGE_SIZE, rest->bytes, rest->length);
    HMAC(EVP_md5(), key, NTLM_PROOF, both, NTLM_CHALLENGE_SIZE + rest->length, proof, NULL);
}
