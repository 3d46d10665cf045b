/* SPDX-License-Identifier: MIT */
/* From the sign backward to the local part, and forward to the end of the domain. */
#include "addresses.h"

#include <ctype.h>
#include <string.h>

static bool is_local(char character)
{
    return isalnum((unsigned char)character) || (character && strchr("._%+'-", character));
}

bool address_goes_on(char character)
{
    return isalnum((unsigned char)character) || character == '-';
}

/* Does the name end in a domain that people have: letters behind the last dot? */
static bool is_public(const char *name, size_t length)
{
    const char *dot = memrchr(name, '.', length);
    const size_t rest = dot ? length - (size_t)(dot + 1 - name) : 0;

    return rest >= 2 && isalpha((unsigned char)dot[1]);
}

/* Where the host name at `from`, behind a sign, ends; `from`: there is none. */
static size_t domain_end(const char *text, size_t length, size_t from)
{
    size_t end = from;

    while (end < length && end - from < 255 &&
           (address_goes_on(text[end]) || (text[end] == '.' && end > from && text[end - 1] != '.')))
        end++;
    if (text[end - 1] == '.') /* the end of a sentence */
        end--;
    return is_public(text + from, end - from) ? end : from;
}

/* Local part and domain around the sign at `at`, which is `sign` long. */
static bool address_around(const char *text, size_t length, size_t at, size_t sign, size_t from,
                           struct address_span *found)
{
    size_t start = at;

    while (start > from && at - start < 64 && is_local(text[start - 1]))
        start--;
    *found = (struct address_span){start, domain_end(text, length, at + sign)};
    return start < at && found->end > at + sign;
}

bool address_next(const char *text, size_t length, size_t from, struct address_span *found)
{
    for (size_t at = from; at < length; at++) {
        const bool escaped = length - at > 3 && memcmp(text + at, "%40", 3) == 0;
        if ((text[at] == '@' || escaped) && address_around(text, length, at, escaped ? 3 : 1, from, found))
            return true;
    }
    return false;
}
