/* SPDX-License-Identifier: MIT */
/* Strings: made, compared and searched. */
#include "text.h"

#include "memory.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Most of what is formatted is short: it is written once. */
char *text_format_list(const char *format, va_list arguments)
{
    char brief[256], *text;
    va_list again;
    int length;

    va_copy(again, arguments);
    length = vsnprintf(brief, sizeof brief, format, arguments);
    if (length < 0) /* wider than an int, or a locale's characters that are none */
        memory_end();
    if ((size_t)length < sizeof brief) {
        text = memory_copy(brief, (size_t)length);
    } else {
        text = memory_room((size_t)length + 1);
        vsnprintf(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    return text;
}

char *text_format(const char *format, ...)
{
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = text_format_list(format, arguments);
    va_end(arguments);
    return text;
}

char *text_copy(const char *text)
{
    return text ? memory_copy(text, strlen(text)) : NULL;
}

char *text_copy_part(const char *text, size_t length)
{
    return memory_copy(text, strnlen(text, length));
}

/* Most of what is compared differs in the first character. */
bool text_equal(const char *a, const char *b)
{
    /* Letters that differ in case alone differ in this bit alone. */
    return a == b || (a && b && ((*a ^ *b) & ~0x20) == 0 && strcasecmp(a, b) == 0);
}

bool text_starts(const char *text, const char *prefix)
{
    return text && strncasecmp(text, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *text, const char *suffix)
{
    const size_t length = text ? strlen(text) : 0, wanted = strlen(suffix);

    return text && length >= wanted && strcasecmp(text + length - wanted, suffix) == 0;
}

/* Length of the blank at text: ASCII white space, or U+00A0 in UTF-8. 0: none. */
static size_t blank(const char *text)
{
    if (isspace((unsigned char)*text))
        return 1;
    return (unsigned char)text[0] == 0xC2 && (unsigned char)text[1] == 0xA0 ? 2 : 0;
}

static const char *skip_blanks(const char *text)
{
    for (size_t length; (length = blank(text)) > 0;)
        text += length;
    return text;
}

static bool begins_with(const char *text, const char *part)
{
    while (*part) {
        if (blank(part)) {
            if (!blank(text))
                return false;
            part = skip_blanks(part);
            text = skip_blanks(text);
        } else if (tolower((unsigned char)*part++) != tolower((unsigned char)*text++)) {
            return false;
        }
    }
    return true;
}

bool text_contains(const char *text, const char *part)
{
    const bool blank_first = blank(part) > 0;
    const int first = tolower((unsigned char)*part);

    for (; text && *text; text++)
        if ((blank_first || tolower((unsigned char)*text) == first) && begins_with(text, part))
            return true;
    return text && !*part;
}

bool text_matches(const char *text, const char *pattern)
{
    const char *star = NULL, *retry = NULL;

    while (*text) {
        if (*pattern == '*') {
            star = pattern++;
            retry = text;
        } else if (tolower((unsigned char)*pattern) == tolower((unsigned char)*text)) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star + 1;
            text = ++retry;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return !*pattern;
}

const char *text_domain(const char *address)
{
    const char *at = address ? strrchr(address, '@') : NULL;

    return at ? at + 1 : NULL;
}
