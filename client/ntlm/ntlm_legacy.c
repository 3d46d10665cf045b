/* SPDX-License-Identifier: MIT */
/* DES has no other door in OpenSSL that needs no legacy provider. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "ntlm_legacy.h"

#include <openssl/crypto.h>
#include <openssl/des.h>
#include <openssl/md5.h>
#include <string.h>

enum { KEY_PART = 7, BLOCK = 8, PARTS = 3 };

/* Seven bytes spread over the upper seven bits of eight: the lowest would be parity. */
static void spread(const unsigned char part[KEY_PART], DES_cblock key)
{
    uint64_t bits = 0;

    for (int i = 0; i < KEY_PART; i++)
        bits = bits << 8 | part[i];
    for (int i = 0; i < BLOCK; i++)
        key[i] = (unsigned char)(bits >> (49 - 7 * i) << 1);
}

static void encrypt(const unsigned char part[KEY_PART], const unsigned char challenge[BLOCK], unsigned char *output)
{
    DES_key_schedule schedule;
    DES_cblock key = {0}, block = {0}, result;

    spread(part, key);
    memcpy(block, challenge, BLOCK);
    DES_set_key_unchecked(&key, &schedule);
    DES_ecb_encrypt(&block, &result, &schedule, DES_ENCRYPT);
    memcpy(output, result, BLOCK);
}

bool ntlm_legacy_proves(const unsigned char response[NTLM_LEGACY_RESPONSE], const unsigned char hash[NTLM_HASH_SIZE],
                        const unsigned char challenge[NTLM_CHALLENGE_SIZE], const unsigned char *nonce)
{
    unsigned char keys[PARTS * KEY_PART] = {0}, wanted[NTLM_LEGACY_RESPONSE];
    unsigned char both[2 * NTLM_CHALLENGE_SIZE], digest[MD5_DIGEST_LENGTH];

    memcpy(keys, hash, NTLM_HASH_SIZE);
    memcpy(both, challenge, NTLM_CHALLENGE_SIZE);
    if (nonce) {
        memcpy(both + NTLM_CHALLENGE_SIZE, nonce, NTLM_CHALLENGE_SIZE);
        MD5(both, sizeof both, digest);
        memcpy(both, digest, NTLM_CHALLENGE_SIZE);
    }
    for (int i = 0; i < PARTS; i++)
        encrypt(keys + i * KEY_PART, both, wanted + i * BLOCK);
    return CRYPTO_memcmp(wanted, response, sizeof wanted) == 0;
}
