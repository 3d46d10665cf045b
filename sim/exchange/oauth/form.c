/* SPDX-License-Identifier: MIT */
/* Finds and decodes one value of a posted form. */
#include "form.h"

#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static int digit(char letter)
{
    return isdigit((unsigned char)letter) ? letter - '0' : tolower((unsigned char)letter) - 'a' + 10;
}

/* Decodes in place. A lone % stays as it is. */
static char *decode(char *text)
{
    char *to = text;

    for (const char *from = text; *from; from++) {
        if (*from == '%' && isxdigit((unsigned char)from[1]) && isxdigit((unsigned char)from[2])) {
            *to++ = (char)(digit(from[1]) * 16 + digit(from[2]));
            from += 2;
        } else {
            *to++ = (char)(*from == '+' ? ' ' : *from);
        }
    }
    *to = '\0';
    return text;
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
