/* SPDX-License-Identifier: MIT */
#ifndef FBLAB_WIRE_SIGNING_KEY_H
#define FBLAB_WIRE_SIGNING_KEY_H

#include <openssl/evp.h>

/* How many primes the modulus has. With more than three OpenSSL counts the private key as weak and would not use it for TLS;
 * but the more, the sooner they are found. */
enum { PRIMES_FOR_TLS = 3, PRIMES_FOR_SIGNING = 5 };

/* A new RSA-2048 key, for a throw-away lab only: see signing_key.c. Any thread. NULL: out of memory. */
EVP_PKEY *signing_key_new(unsigned primes);

#endif
