/* SPDX-License-Identifier: MIT */
/* Bodies of a mail that are written in quoted-printable (RFC 2045, 6.7). Pure. */
#ifndef FBLAB_QUOTED_PRINTABLE_H
#define FBLAB_QUOTED_PRINTABLE_H

#include <stddef.h>

/* The mail with its bodies as they were meant, and with the lines it has; NULL: it has no such body. The caller frees it. */
char *quoted_printable_read(const char *text, size_t length, size_t *read);
/* One body, whose lines are joined where they go on in the next. The caller frees it; a NUL stands behind it. */
char *quoted_printable_decode(const char *text, size_t length, size_t *decoded);
/* The same with the lines it has. */
char *quoted_printable_in_place(const char *text, size_t length, size_t *decoded);

#endif
