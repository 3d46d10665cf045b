/* SPDX-License-Identifier: MIT */
/* Columns of UTF-8 text: continuation bytes take none. */
#include "columns.h"

static size_t columns_at(const char *text)
{
    return ((unsigned char)*text & 0xC0) != 0x80;
}

size_t columns_of(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += columns_at(text + i);
    return count;
}

size_t columns_fit(const char *text, size_t length, size_t width)
{
    size_t taken = 0;

    for (size_t i = 0; i < length; i++)
        if ((taken += columns_at(text + i)) > width)
            return i;
    return length;
}
