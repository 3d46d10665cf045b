/* SPDX-License-Identifier: MIT */
/* Keys and certificates as OpenSSL has them. */
#ifndef FBLAB_TOKEN_PARSED_KEY_H
#define FBLAB_TOKEN_PARSED_KEY_H

#include <openssl/evp.h>

#define THUMBPRINT_LETTERS 27 /* Base64url of 20 bytes, unpadded */

struct token_keys;

struct parsed_key {
    EVP_PKEY *key;                           /* NULL: the text is none */
    char thumbprint[THUMBPRINT_LETTERS + 1]; /* of a certificate; "": the text is none */
};

/* From the store, or read anew where `keys` is NULL. */
struct parsed_key parsed_private_key(struct token_keys *keys, const char *pem);
struct parsed_key parsed_certificate(struct token_keys *keys, const char *text);
void parsed_key_close(struct parsed_key *key);

#endif
