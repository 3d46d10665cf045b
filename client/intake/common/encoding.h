/* SPDX-License-Identifier: MIT */
/* Bytes of an input become UTF-8. The only user of iconv. */
#ifndef FBLAB_ENCODING_H
#define FBLAB_ENCODING_H

#include "input_buffer.h"

enum encoding {
    ENCODING_BYTES, /* UTF-8 or Windows-1252: passed through, and told apart by encoding_repair() where it matters */
    ENCODING_UTF8,  /* with a byte order mark, which is taken away */
    ENCODING_UTF16LE,
    ENCODING_UTF16BE
};

/* By the byte order mark; without one by where the zero bytes of ASCII letters are. `length`: of the beginning given. */
enum encoding encoding_of(const char *head, size_t length);

/* Decodes piece by piece: a character may be cut between two. */
struct decoder;
struct decoder *decoder_new(enum encoding encoding);
void decoder_free(struct decoder **decoder);
/* Appends UTF-8. What is no UTF-16 becomes U+FFFD. */
void decoder_push(struct decoder *decoder, const char *bytes, size_t length, struct input_buffer *output);

/* NULL: the text is UTF-8 as it is. Otherwise what it is if taken for Windows-1252; the caller frees it. */
char *encoding_repair(const char *text, size_t length, size_t *repaired);
/* A text in a character set that somebody names, as UTF-8; NULL: it is UTF-8 (or ASCII) already, or there is no such set. The
 * caller frees it; a NUL stands behind it. */
char *encoding_convert(const char *charset, const char *text, size_t length, size_t *converted);

/* The ASCII letter that two bytes of UTF-16 are; "_" for every other character: a name that is only to be told from others. */
char encoding_ascii(const char bytes[2]);

#endif
