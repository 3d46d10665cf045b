/* SPDX-License-Identifier: MIT */
/* Base64 in both alphabets. Pure. Who calls frees the result, behind which stands a NUL. */
#ifndef FBLAB_BASE64_H
#define FBLAB_BASE64_H

#include <stddef.h>

/* With "+", "/" and padding, on one line. */
char *base64_encode(const void *bytes, size_t size);
/* With "-" and "_", without padding, as tokens are written. */
char *base64url_encode(const void *bytes, size_t size);

enum base64_reading {
    BASE64_STRICT, /* whole groups, padded; nothing else */
    BASE64_LINES,  /* the same, with white space anywhere */
    BASE64_LOOSE   /* what is no Base64 is passed over, and the text may end anywhere: traces and mail are often cut */
};

/* NULL: it is no Base64 (BASE64_LOOSE takes everything). */
char *base64_decode(const char *text, size_t length, enum base64_reading reading, size_t *size);
/* Strict, but for bits that fill up the last letter. NULL: other letters, padding, or one letter alone at the end. */
char *base64url_decode(const char *text, size_t length, size_t *size);

#endif
