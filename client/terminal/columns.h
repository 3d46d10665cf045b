/* SPDX-License-Identifier: MIT */
/* How many columns of a terminal UTF-8 text takes. */
#ifndef FBLAB_TERMINAL_COLUMNS_H
#define FBLAB_TERMINAL_COLUMNS_H

#include <stddef.h>

size_t columns_of(const char *text, size_t length);
/* Bytes of the longest beginning that takes at most `width` columns. */
size_t columns_fit(const char *text, size_t length, size_t width);

#endif
