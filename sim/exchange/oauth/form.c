/* SPDX-License-Identifier: MIT */
/* Finds and decodes one value of a posted form. */
#include "form.h"

#include "base/hex.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* A blank is written as a plus sign. */
static char *decode(char *text)
{
    for (char *at = text; *at; at++)
        if (*at == '+')
            *at = ' ';
    return percent_decode(text);
}

/* Tokens, addresses and names of this protocol are all ASCII; the rest must not get into JSON and headers. */
static char *keep_printable(char *text)
{
    for (const char *at = text; *at; at++)
        if (*at < ' ' || *at > '~')
            *text = '\0';
    return text;
}

char *form_value(const char *body, size_t length, const char *name)
{
    const char *const end = body + length;
    const size_t wanted = strlen(name);

    for (const char *field = body, *next; field < end; field = next + 1) {
        next = memchr(field, '&', (size_t)(end - field));
        if (!next)
            next = end;
        if ((size_t)(next - field) > wanted && memcmp(field, name, wanted) == 0 && field[wanted] == '=')
            return keep_printable(
                decode(text_format("%.*s", (int)((size_t)(next - field) - wanted - 1), field + wanted + 1)));
    }
    return text_copy("");
}
