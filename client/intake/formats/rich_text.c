/* SPDX-License-Identifier: MIT */
/* Reads control words, groups and escapes of RTF, and leaves out what is no text: fonts, colours, styles, pictures. */
#include "rich_text.h"

#include "base/cleanup.h"
#include "base/hex.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "intake/common/encoding.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BEGINS "{\\rtf"
#define DEPTH 64

/* Groups that begin with one of these hold no text. */
static const char *const silent[] = {"fonttbl", "colortbl",  "stylesheet", "info",      "pict",   "object", "listtable",
                                     "rsidtbl", "generator", "themedata",  "datastore", "header", "footer", "fldinst"};

static const struct written {
    const char *word, *text;
} written[] = {
    {"par", "\n"},       {"line", "\n"},      {"row", "\n"},   {"sect", "\n"},  {"tab", " "},
    {"cell", " "},       {"emdash", "-"},     {"endash", "-"}, {"lquote", "'"}, {"rquote", "'"},
    {"ldblquote", "\""}, {"rdblquote", "\""}, {"bullet", "-"}, {"page", "\n"},
};

struct rich_group {
    bool silent;
    unsigned skipped; /* characters behind \u, for readers that do not know it */
};

struct rich_text {
    const char *text;
    size_t size, at, length;
    char *out;
    struct rich_group groups[DEPTH];
    size_t depth;     /* groups beyond DEPTH are like the last */
    unsigned skip;    /* characters that stand for the one before */
    char charset[16]; /* of octets */
    char octets[64];  /* one after another, not yet written: a character may have two */
    size_t octet_count;
    int32_t surrogate; /* the first half of a character; 0: none */
};

static struct rich_group *group_of(struct rich_text *rich)
{
    return &rich->groups[rich->depth < DEPTH ? rich->depth : DEPTH - 1];
}

static void put_bytes(struct rich_text *rich, const char *bytes, size_t length)
{
    memcpy(rich->out + rich->length, bytes, length);
    rich->length += length;
}

/* An unknown set is taken for Latin-1. */
static void put_octets(struct rich_text *rich)
{
    size_t length = 0;
    CLEANUP(cleanup_string) char *text = encoding_convert(rich->charset, rich->octets, rich->octet_count, &length);
    char bytes[5];

    if (text && length <= 4 * rich->octet_count)
        put_bytes(rich, text, length);
    for (size_t i = 0; !text && i < rich->octet_count; i++)
        put_bytes(rich, bytes, unicode_write((unsigned char)rich->octets[i], bytes));
    rich->octet_count = 0;
}

static bool is_left_out(struct rich_text *rich)
{
    if (group_of(rich)->silent)
        return true;
    rich->skip -= rich->skip > 0 ? 1 : 0;
    return false;
}

static void put(struct rich_text *rich, const char *bytes, size_t length)
{
    const bool stand_in = rich->skip > 0;

    put_octets(rich);
    if (!is_left_out(rich) && !stand_in)
        put_bytes(rich, bytes, length);
}

static void put_point(struct rich_text *rich, int32_t point)
{
    char bytes[5];

    put(rich, bytes, unicode_write(point, bytes));
}

static void put_octet(struct rich_text *rich, unsigned char octet)
{
    const bool stand_in = rich->skip > 0;

    if (is_left_out(rich) || stand_in)
        return;
    rich->octets[rich->octet_count++] = (char)octet;
    if (rich->octet_count == sizeof rich->octets)
        put_octets(rich);
}

/* \u8217: a signed number of 16 bits. */
static void put_unicode(struct rich_text *rich, long value)
{
    const int32_t point = (int32_t)((unsigned long)value & 0xFFFF);

    if (point >= 0xD800 && point < 0xDC00) {
        rich->surrogate = point;
    } else if (point >= 0xDC00 && point < 0xE000) {
        if (rich->surrogate)
            put_point(rich, 0x10000 + ((rich->surrogate - 0xD800) << 10) + (point - 0xDC00));
        rich->surrogate = 0;
    } else {
        put_point(rich, point ? point : ' ');
    }
    rich->skip = group_of(rich)->skipped;
}

static bool is(const char *word, size_t length, const char *other)
{
    return strlen(other) == length && memcmp(word, other, length) == 0;
}

static void act(struct rich_text *rich, const char *word, size_t length, long value)
{
    for (size_t i = 0; i < ARRAY_SIZE(silent); i++)
        if (is(word, length, silent[i]))
            group_of(rich)->silent = true;
    for (size_t i = 0; i < ARRAY_SIZE(written); i++)
        if (is(word, length, written[i].word))
            put(rich, written[i].text, 1);
    if (is(word, length, "u"))
        put_unicode(rich, value);
    else if (is(word, length, "uc"))
        group_of(rich)->skipped = value >= 0 && value < 16 ? (unsigned)value : 1;
    else if (is(word, length, "ansicpg"))
        snprintf(rich->charset, sizeof rich->charset, "CP%ld", value);
    else if (is(word, length, "bin") && value > 0)
        rich->at += (size_t)value < rich->size - rich->at ? (size_t)value : rich->size - rich->at;
}

/* "\par", "\u8217 ", "\b0": letters, a number, and a blank that ends it. */
static void read_word(struct rich_text *rich)
{
    const size_t start = rich->at;
    size_t length;
    char digits[8] = "";

    while (rich->at < rich->size && isalpha((unsigned char)rich->text[rich->at]))
        rich->at++;
    length = rich->at - start;
    for (size_t i = 0; rich->at < rich->size && i + 1 < sizeof digits &&
                       (isdigit((unsigned char)rich->text[rich->at]) || (i == 0 && rich->text[rich->at] == '-'));
         i++)
        digits[i] = rich->text[rich->at++];
    if (rich->at < rich->size && rich->text[rich->at] == ' ')
        rich->at++;
    act(rich, rich->text + start, length, strtol(digits, NULL, 10));
}

/* Behind a backslash. */
static void read_control(struct rich_text *rich)
{
    unsigned char octet = 0;

    if (rich->at == rich->size)
        return;
    if (isalpha((unsigned char)rich->text[rich->at])) {
        read_word(rich);
        return;
    }
    switch (rich->text[rich->at++]) {
    case '\'':
        if (hex_octet(rich->text + rich->at, rich->size - rich->at, &octet)) {
            rich->at += 2;
            put_octet(rich, octet);
        }
        break;
    case '*': group_of(rich)->silent = true; break;
    case '~': put(rich, " ", 1); break;
    case '_': put(rich, "-", 1); break;
    case '\n':
    case '\r': put(rich, "\n", 1); break;
    case '\\':
    case '{':
    case '}': put(rich, rich->text + rich->at - 1, 1); break;
    default: break; /* a soft hyphen, an index entry */
    }
}

static void read_next(struct rich_text *rich)
{
    const char next = rich->text[rich->at++];
    const struct rich_group *outer = group_of(rich);

    if (next == '{' || next == '}')
        put_octets(rich); /* they belong to the group */

    switch (next) {
    case '\\': read_control(rich); break;
    case '{':
        rich->depth++;
        if (rich->depth < DEPTH)
            *group_of(rich) = *outer;
        break;
    case '}': rich->depth -= rich->depth > 0; break;
    case '\r':
    case '\n': break;
    default: put(rich, &next, 1); break;
    }
}

char *rich_text_read(const char *text, size_t size, size_t *length)
{
    struct rich_text rich = {.text = text, .size = size, .groups = {{.skipped = 1}}, .charset = "CP1252"};

    if (size < strlen(BEGINS) || memcmp(text, BEGINS, strlen(BEGINS)) != 0)
        return NULL;
    rich.out = memory_array(size + 1, 1); /* nothing is written longer than it was read */
    while (rich.at < size)
        read_next(&rich);
    put_octets(&rich);
    *length = rich.length;
    return rich.out;
}
