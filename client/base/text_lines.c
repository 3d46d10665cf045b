/* SPDX-License-Identifier: MIT */
/* Where lines begin and end, LF and CRLF alike. */
#include "text_lines.h"

#include <string.h>

size_t line_next(const char *text, size_t length, size_t at)
{
    const char *const end = at < length ? memchr(text + at, '\n', length - at) : NULL;

    return end ? (size_t)(end - text) + 1 : length;
}

struct line line_at(const char *text, size_t length, size_t at)
{
    size_t end = line_next(text, length, at);

    if (end > at && text[end - 1] == '\n')
        end--;
    if (end > at && text[end - 1] == '\r')
        end--;
    return (struct line){text + at, end > at ? end - at : 0};
}

size_t lines_count(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += text[i] == '\n';
    return count;
}
