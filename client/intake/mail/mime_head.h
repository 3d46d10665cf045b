/* SPDX-License-Identifier: MIT */
/* Headers of a mail or of a part of one (RFC 2045, 2047, 2231). Pure; every string that is given is the caller's to free. */
#ifndef FBLAB_MIME_HEAD_H
#define FBLAB_MIME_HEAD_H

#include <stdbool.h>
#include <stddef.h>

/* Do headers begin here, as those of a mail or of a part do? A text may quote some. */
bool mime_head_begins(const char *text, size_t length);
/* Behind the empty line that ends them, or where they end without one. */
size_t mime_head_end(const char *text, size_t length);

/* The value of a header on one line; NULL: it is not there. */
char *mime_field(const char *head, size_t length, const char *name);
/* "x" of `text/plain; charset="x"`, also in pieces and in percent signs (RFC 2231); NULL: it is not there. */
char *mime_parameter(const char *field, const char *name);
/* Encoded words as they were meant: "=?utf-8?B?...?=". */
char *mime_words(const char *text);

#endif
