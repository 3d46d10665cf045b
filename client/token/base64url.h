/* SPDX-License-Identifier: MIT */
/* Base64url without padding, as tokens are written. */
#ifndef FBLAB_TOKEN_BASE64URL_H
#define FBLAB_TOKEN_BASE64URL_H

#include <stddef.h>

/* The caller frees it. */
char *base64url(const void *bytes, size_t size);
/* A zero byte follows the bytes. Letters that make no whole byte are ignored. The caller frees it; NULL: other letters. */
unsigned char *base64url_decode(const char *text, size_t length, size_t *size);

#endif
