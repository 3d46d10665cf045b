/* SPDX-License-Identifier: MIT */
#ifndef FBLAB_WIRE_SIGNING_KEY_H
#define FBLAB_WIRE_SIGNING_KEY_H

#include <openssl/evp.h>

/* A new RSA-2048 key, for a throw-away lab only: see signing_key.c. Any thread. NULL: out of memory. */
EVP_PKEY *signing_key_new(void);

#endif
