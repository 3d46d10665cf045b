/* SPDX-License-Identifier: MIT */
/* One spelling for what mail, browsers and consoles spell in many ways. Pure. */
#ifndef FBLAB_NORMALIZE_H
#define FBLAB_NORMALIZE_H

#include <stddef.h>

/* References decoded, quotes and dashes plain, runs of blanks (line ends, no-break spaces) one blank, ASCII letters
 * small, zero-width characters gone. The caller frees the text. */
char *normalize(const char *text, size_t *length);
/* The same for text that may hold NULs, which count as blanks. */
char *normalize_bytes(const char *text, size_t size, size_t *length);

#endif
