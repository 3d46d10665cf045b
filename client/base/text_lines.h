/* SPDX-License-Identifier: MIT */
/* Lines of a text in memory. Pure. */
#ifndef FBLAB_TEXT_LINES_H
#define FBLAB_TEXT_LINES_H

#include <stddef.h>

/* Without its end (LF or CRLF). Borrowed. */
struct line {
    const char *text;
    size_t length;
};

struct line line_at(const char *text, size_t length, size_t at);
/* Where the line after the one at `at` begins; `length`: it is the last. */
size_t line_next(const char *text, size_t length, size_t at);
/* Line ends before `length`. */
size_t lines_count(const char *text, size_t length);

#endif
