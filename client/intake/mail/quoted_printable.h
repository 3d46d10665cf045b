/* SPDX-License-Identifier: MIT */
/* Bodies of a mail that are written in quoted-printable (RFC 2045, 6.7). Pure. */
#ifndef FBLAB_QUOTED_PRINTABLE_H
#define FBLAB_QUOTED_PRINTABLE_H

#include <stddef.h>

/* The mail with its bodies as they were meant, and with the lines it has; NULL: it has no such body. The caller frees it. */
char *quoted_printable_read(const char *text, size_t length, size_t *read);

#endif
