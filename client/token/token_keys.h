/* SPDX-License-Identifier: MIT */
/* Keys and certificates that were parsed once: OpenSSL takes longer to read an RSA key than to check a signature with
 * it, and what it works out for a key at its first use stays with the key. Any thread. */
#ifndef FBLAB_TOKEN_KEYS_H
#define FBLAB_TOKEN_KEYS_H

struct token_keys;

/* Keeps what was last asked for, up to some dozens; texts that are no keys too. */
struct token_keys *token_keys_new(void);
void token_keys_free(struct token_keys **keys);

#endif
