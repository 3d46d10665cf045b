/* SPDX-License-Identifier: MIT */
/* Decodes UTF-8, Windows-1252, references and escapes to one letter or gap at a time. */
#include "character.h"

#include "base/cleanup.h"
#include "base/hex.h"
#include "base/unicode.h"
#include "evidence/entities.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Tags that only dress a text; other elements' names are words like others. */
static const char *const dress[] = {"b",     "i",      "u",    "a",    "p",    "em",     "br",   "td",  "tr",
                                    "li",    "ul",     "ol",   "h1",   "h2",   "h3",     "h4",   "tt",  "th",
                                    "span",  "strong", "code", "font", "pre",  "div",    "mark", "sub", "sup",
                                    "small", "ins",    "del",  "kbd",  "samp", "center", "wbr",  "o:p", "blockquote"};

static struct character of_point(int32_t point, size_t used)
{
    static const unsigned char gaps[] = {
        [UNICODE_SIGN] = GAP_MARK, [UNICODE_BLANK] = GAP_BLANK, [UNICODE_LINE] = GAP_LINE, [UNICODE_UNSEEN] = 0};
    const enum unicode_kind kind = unicode_kind_of(point);
    struct character character = {.used = used};
    char own[5];

    if (kind != UNICODE_LETTER) {
        character.gap = gaps[kind];
    } else if (!unicode_fold(point, character.letters, used < 4 ? used : 4)) {
        /* no letter is written longer than it was read: a Korean syllable stays whole */
        if (unicode_write(point, own) <= used)
            memcpy(character.letters, own, sizeof own);
        else
            character.gap = GAP_MARK;
    }
    return character;
}

/* The character, or a byte of Windows-1252 that is taken for one of Latin-1. */
static struct character of_bytes(const char *text, size_t left)
{
    int32_t point = 0;
    const size_t used = unicode_read(text, left, &point);

    return used ? of_point(point, used) : of_point((unsigned char)text[0], 1);
}

/* Events quote XML that quotes HTML: "&amp;#xD;". */
static struct character of_reference(const char *text, size_t left)
{
    char again[ENTITY_LONGEST + 2] = "&";
    int point = 0, inner = 0;
    const size_t used = entity_at(text, left, &point);
    size_t rest, more;

    if (!used)
        return of_point('&', 1);
    if (point != '&')
        return of_point(point, used);
    rest = left - used < ENTITY_LONGEST ? left - used : ENTITY_LONGEST;
    memcpy(again + 1, text + used, rest);
    more = entity_at(again, rest + 1, &inner);
    return more ? of_point(inner, used + more - 1) : of_point(point, used);
}

/* What JSON escapes; any other backslash is a mark. */
static struct character of_escape(const char *text, size_t left)
{
    char digits[5] = "";
    char *end = digits;
    long point = 0;

    if (left >= 2 && memchr("nrt", text[1], 3))
        return of_point('\n', 2);
    if (left >= 6 && text[1] == 'u') {
        memcpy(digits, text + 2, 4);
        point = isxdigit((unsigned char)digits[0]) ? strtol(digits, &end, 16) : 0;
    }
    return end == digits + 4 && (point < 0xD800 || point > 0xDFFF) ? of_point((int)point, 6) : of_point('\\', 1);
}

/* "=C3", also behind a line that is wrapped by "="; the bytes it takes. 0: it is none. */
static size_t quoted_octet(const char *text, size_t left, bool first, char *octet)
{
    static const char *const wraps[] = {"", "=\n", "=\r\n"};
    unsigned char value = 0;

    for (size_t i = 0; i < (first ? 1 : ARRAY_SIZE(wraps)); i++) {
        const size_t skip = strlen(wraps[i]);
        if (left >= skip + 3 && memcmp(text, wraps[i], skip) == 0 && text[skip] == '=' &&
            hex_octet(text + skip + 1, 2, &value) && value >= 0x80) {
            *octet = (char)value;
            return skip + 3;
        }
    }
    return 0;
}

/* A letter in quoted-printable that lost the head of its mail: "=C3=A9". Only whole characters of UTF-8, for "id=C3" is none. */
static struct character of_quoted(const char *text, size_t left)
{
    char bytes[4];
    size_t used = 0, more = 1;
    int32_t point = 0;

    for (size_t count = 0; count < sizeof bytes && more > 0; used += more) {
        more = quoted_octet(text + used, left - used, count == 0, &bytes[count]);
        count += more > 0;
        if (more > 0 && unicode_read(bytes, count, &point) == count)
            return of_point(point, used + more);
    }
    return of_point('=', 1);
}

static struct character of_tag(const char *text, size_t left)
{
    const char *const end = memchr(text, '>', left < 300 ? left : 300);
    const char *name = text + 1 + (left > 1 && text[1] == '/');
    size_t length = 0;

    while (end && name + length < end && (isalnum((unsigned char)name[length]) || name[length] == ':'))
        length++;
    for (size_t i = 0; end && i < ARRAY_SIZE(dress); i++)
        if (strlen(dress[i]) == length && strncasecmp(name, dress[i], length) == 0)
            return of_point('>', (size_t)(end - text) + 1);
    return of_point('<', 1);
}

struct character character_at(const char *text, size_t left)
{
    switch (text[0]) {
    case '&': return of_reference(text, left);
    case '\\': return of_escape(text, left);
    case '<': return of_tag(text, left);
    case '=': return of_quoted(text, left);
    case '%': return left >= 3 && memcmp(text, "%20", 3) == 0 ? of_point(' ', 3) : of_point('%', 1);
    default: return of_bytes(text, left);
    }
}
