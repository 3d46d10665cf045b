/* SPDX-License-Identifier: MIT */
/* What stays of a text from one run to the next: times, identifiers and signatures stand as "@". */
#ifndef FBLAB_SUPPORT_LASTING_H
#define FBLAB_SUPPORT_LASTING_H

#include "base/cleanup.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Digits and letters of one shape: "9" a digit, "x" a hexadecimal one, anything else itself. */
static inline size_t lasting_shape(const char *text, const char *shape)
{
    size_t i = 0;

    for (; shape[i]; i++) {
        const unsigned char letter = (unsigned char)text[i];
        const bool fits = shape[i] == '9'   ? isdigit(letter)
                          : shape[i] == 'x' ? isxdigit(letter)
                                            : letter == (unsigned char)shape[i];
        if (!fits)
            return 0;
    }
    return i;
}

/* How much of the text is another each time, or each day. */
static inline size_t lasting_skip(const char *text)
{
    static const char *const shapes[] = {"xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
                                         "9999-99-99T99:99:99.9999999Z",
                                         "9999-99-99T99:99:99.999Z",
                                         "9999-99-99T99:99:99Z",
                                         "9999-99-99 99:99:99Z",
                                         "99:99:99.9999999",
                                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"};
    const size_t letters = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
    size_t length = 0;

    for (size_t i = 0; i < ARRAY_SIZE(shapes) && length == 0; i++)
        length = lasting_shape(text, shapes[i]);
    return length ? length : letters > 100 ? letters : 0;
}

/* The caller frees it. */
static inline char *lasting_text(const char *text, size_t length)
{
    char *made = NULL;
    size_t size = 0;
    FILE *const stream = open_memstream(&made, &size);

    for (const char *at = text; at < text + length;) {
        const size_t skipped = lasting_skip(at);
        if (skipped)
            fputc('@', stream);
        else
            fputc(*at, stream);
        at += skipped ? skipped : 1;
    }
    fclose(stream);
    return made;
}

#endif
