/* SPDX-License-Identifier: MIT */
/* Character references of HTML and XML. Pure. */
#ifndef FBLAB_ENTITIES_H
#define FBLAB_ENTITIES_H

#include <stddef.h>

/* "&lt;", "&#xD;", "&#38;" become characters; what is no reference stays as it is. The caller frees the text. */
char *entities_decode(const char *text, size_t length);
/* The same, saying how long the result is: `text` may hold NULs. */
char *entities_decode_bytes(const char *text, size_t length, size_t *decoded_length);

#endif
