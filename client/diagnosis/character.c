/* SPDX-License-Identifier: MIT */
/* Decodes UTF-8, Windows-1252, references and escapes to one letter or gap at a time. */
#include "character.h"

#include "base/cleanup.h"
#include "evidence/entities.h"

#include <ctype.h>
#include <libxml/parserInternals.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Tags that only dress a text; other elements' names are words like others. */
static const char *const dress[] = {"b",     "i",      "u",    "a",    "p",    "em",     "br",   "td",  "tr",
                                    "li",    "ul",     "ol",   "h1",   "h2",   "h3",     "h4",   "tt",  "th",
                                    "span",  "strong", "code", "font", "pre",  "div",    "mark", "sub", "sup",
                                    "small", "ins",    "del",  "kbd",  "samp", "center", "wbr",  "o:p", "blockquote"};

/* U+00C0 to U+00FF without accents; '\1': a mark. */
static const char latin[] = "aaaaaaaceeeeiiiidnooooo\1ouuuuytsaaaaaaaceeeeiiiidnooooo\1ouuuuyty";

/* Runs of code points that are no letters, in order. */
static const struct {
    int first, last;
    unsigned char gap; /* 0: leaves nothing behind */
} not_letters[] = {
    {0x00, 0x00, 0},
    {0x01, 0x09, GAP_BLANK},
    {0x0A, 0x0D, GAP_LINE},
    {0x0E, 0x20, GAP_BLANK},
    {0x21, 0x2F, GAP_MARK},
    {0x3A, 0x40, GAP_MARK},
    {0x5B, 0x60, GAP_MARK},
    {0x7B, 0x84, GAP_MARK},
    {0x85, 0x85, GAP_LINE},
    {0x86, 0x9F, GAP_MARK},
    {0xA0, 0xA0, GAP_BLANK},
    {0xA1, 0xAC, GAP_MARK},
    {0xAD, 0xAD, 0},
    {0xAE, 0xBF, GAP_MARK},
    {0x300, 0x36F, 0},
    {0x2000, 0x200A, GAP_BLANK},
    {0x200B, 0x200F, 0},
    {0x2010, 0x2027, GAP_MARK},
    {0x2028, 0x2029, GAP_LINE},
    {0x202A, 0x202E, 0},
    {0x202F, 0x202F, GAP_BLANK},
    {0x2030, 0x205F, GAP_MARK},
    {0x2060, 0x2064, 0},
    {0x3000, 0x3000, GAP_BLANK},
    {0x3001, 0x303F, GAP_MARK},
    {0x30FB, 0x30FB, GAP_MARK},
    {0xFEFF, 0xFEFF, 0},
    {0xFFFD, 0xFFFD, GAP_MARK},
};

/* Without accents where it is Latin, small where it is Greek or Cyrillic. */
static int plain_letter(int point)
{
    if (point < 0x80)
        return tolower(point);
    if (point >= 0xC0 && point <= 0xFF)
        return latin[point - 0xC0];
    if (point >= 0x391 && point <= 0x3A9)
        return point + 0x20;
    return point >= 0x410 && point <= 0x42F ? point + 0x20 : point;
}

static struct character of_point(int point, size_t used)
{
    struct character character = {.used = used};

    if (point >= 0xFF01 && point <= 0xFF5E)
        point -= 0xFEE0;
    for (size_t i = 0; i < ARRAY_SIZE(not_letters) && not_letters[i].first <= point; i++)
        if (point <= not_letters[i].last) {
            character.gap = not_letters[i].gap;
            return character;
        }
    point = plain_letter(point);
    if (point == '\1')
        character.gap = GAP_MARK;
    else
        character.letters[xmlCopyCharMultiByte((xmlChar *)character.letters, point)] = '\0';
    return character;
}

/* The code point of a well-formed sequence of UTF-8, or the byte itself. */
static struct character of_bytes(const char *text, size_t left)
{
    static const struct {
        unsigned char mask, lead;
        int least;
    } forms[] = {{0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};
    const unsigned char *const bytes = (const unsigned char *)text;

    for (size_t i = 0; i < ARRAY_SIZE(forms); i++) {
        int point = bytes[0] & (unsigned char)~forms[i].mask;
        size_t used = 1;
        if ((bytes[0] & forms[i].mask) != forms[i].lead)
            continue;
        for (; used < i + 2 && used < left && (bytes[used] & 0xC0) == 0x80; used++)
            point = point << 6 | (bytes[used] & 0x3F);
        if (used == i + 2 && point >= forms[i].least && point <= 0x10FFFF)
            return of_point(point, used);
    }
    return of_point(bytes[0], 1);
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
    case '%': return left >= 3 && memcmp(text, "%20", 3) == 0 ? of_point(' ', 3) : of_point('%', 1);
    default: return of_bytes(text, left);
    }
}
