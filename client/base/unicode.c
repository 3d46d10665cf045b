/* SPDX-License-Identifier: MIT */
/* utf8proc behind a small face, with short ways for ASCII, which most texts are. */
#include "unicode.h"

#include "cleanup.h"
#include "memory.h"

#include <string.h>
#include <utf8proc.h>

/* Combining classes from here on: attached to a letter, above or below it. */
#define FIRST_ACCENT 200
/* The longest compatibility form (U+FDFA) has 18 characters. */
#define LONGEST_FOLDED 24

/* Letters of Latin that are no letter with an accent to Unicode, yet to whoever types without them. */
static const struct {
    int32_t character;
    char plain;
} alike[] = {
    {0xC6, 'a'}, {0xE6, 'a'}, {0xD8, 'o'}, {0xF8, 'o'}, {0xD0, 'd'}, {0xF0, 'd'}, {0xDE, 't'}, {0xFE, 't'}, {0xDF, 's'},
};

enum {
    FIRST_BEYOND_TEXT = 0x7F, /* writers of JSON escape the controls before it */
    ESCAPE_ROOM = 16
};

static bool is_ascii(char byte)
{
    return (unsigned char)byte < 0x80;
}

size_t unicode_read(const char *text, size_t length, int32_t *character)
{
    utf8proc_ssize_t used;

    if (length == 0)
        return 0;
    if (is_ascii(*text)) {
        *character = (unsigned char)*text;
        return 1;
    }
    used = utf8proc_iterate((const utf8proc_uint8_t *)text, length < 4 ? (utf8proc_ssize_t)length : 4, character);
    return used > 0 ? (size_t)used : 0;
}

size_t unicode_write(int32_t character, char bytes[5])
{
    const bool fine = utf8proc_codepoint_valid(character);
    const size_t used = fine ? (size_t)utf8proc_encode_char(character, (utf8proc_uint8_t *)bytes) : 0;

    bytes[used] = '\0';
    return used;
}

/* Bytes of ASCII at the beginning, eight at a time. */
static size_t ascii_length(const char *text, size_t length)
{
    size_t at = 0;

    for (uint64_t eight; at + sizeof eight <= length; at += sizeof eight) {
        memcpy(&eight, text + at, sizeof eight);
        if (eight & 0x8080808080808080)
            break;
    }
    while (at < length && is_ascii(text[at]))
        at++;
    return at;
}

size_t unicode_valid_length(const char *text, size_t length)
{
    size_t at = ascii_length(text, length);
    int32_t character;

    for (size_t used; at < length && (used = unicode_read(text + at, length - at, &character)) > 0;) {
        at += used;
        at += ascii_length(text + at, length - at);
    }
    return at;
}

bool unicode_is_valid(const char *text, size_t length)
{
    return unicode_valid_length(text, length) == length;
}

bool unicode_is_cut(const char *text, size_t length)
{
    static const char seconds[] = "\x80\x90\xA0"; /* one of them suits each first byte */
    int32_t character;

    for (const char *second = seconds; *second && length > 0 && length < 4; second++) {
        char whole[4] = {text[0], *second, seconds[0], seconds[0]};
        memcpy(whole, text, length);
        if (unicode_read(whole, sizeof whole, &character) > length)
            return true;
    }
    return false;
}

char *unicode_repair(const char *text, size_t length, size_t *repaired)
{
    char *result = NULL;
    FILE *const output = text_stream(&result, repaired);

    for (size_t at = 0; at < length;) {
        const size_t fine = unicode_valid_length(text + at, length - at);
        fwrite(text + at, 1, fine, output);
        at += fine;
        if (at < length) {
            fputs(UNICODE_REPLACEMENT, output);
            at++;
        }
    }
    text_stream_close(output);
    return result;
}

bool unicode_is_control(int32_t character)
{
    static const struct {
        int32_t first, last;
    } ranges[] = {{0, 0x1F}, {0x7F, 0x9F}, {0x61C, 0x61C}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}};

    for (size_t i = 0; i < ARRAY_SIZE(ranges); i++)
        if (character >= ranges[i].first && character <= ranges[i].last)
            return true;
    return false;
}

/* What stands for a character, perhaps written into the room; NULL: itself. -1: a byte that is no UTF-8. */
typedef const char *stand_in(int32_t character, char room[ESCAPE_ROOM]);

static void put_with(FILE *output, const char *text, size_t length, stand_in *instead)
{
    size_t begun = 0, at = 0, used;
    int32_t character;

    for (; at < length; at += used) {
        const size_t read = unicode_read(text + at, length - at, &character);
        char room[ESCAPE_ROOM];
        const char *const other = instead(read ? character : -1, room);
        used = read ? read : 1;
        if (!other)
            continue;
        fwrite(text + begun, 1, at - begun, output);
        fputs(other, output);
        begun = at + used;
    }
    fwrite(text + begun, 1, at - begun, output);
}

static const char *nothing_for_controls(int32_t character, char room[ESCAPE_ROOM])
{
    (void)room;
    if (character < 0)
        return UNICODE_REPLACEMENT;
    return unicode_is_control(character) ? "" : NULL;
}

void unicode_put_plain(FILE *output, const char *text, size_t length)
{
    put_with(output, text, length, nothing_for_controls);
}

static const char *escape_for_controls(int32_t character, char room[ESCAPE_ROOM])
{
    if (character < FIRST_BEYOND_TEXT || !unicode_is_control(character))
        return NULL;
    snprintf(room, ESCAPE_ROOM, "\\u%04X", (unsigned)character);
    return room;
}

void unicode_put_escaped(FILE *output, const char *json, size_t length)
{
    put_with(output, json, length, escape_for_controls);
}

/* `ends`: what ends a piece. `instead`: what stands for it; NUL: itself. */
static void put_pieces(FILE *output, const char *text, const char *ends, char instead)
{
    for (size_t length; *text; text += length + (text[length] != '\0')) {
        length = strcspn(text, ends);
        unicode_put_plain(output, text, length);
        if (text[length])
            fputc(instead ? instead : text[length], output);
    }
}

void unicode_put_lines(FILE *output, const char *text)
{
    put_pieces(output, text, "\n\t", '\0');
}

void unicode_put_line(FILE *output, const char *text)
{
    put_pieces(output, text, "\r\n\t", ' ');
}

static enum unicode_kind kind_of_control(int32_t character)
{
    if ((character >= '\n' && character <= '\r') || character == 0x85)
        return UNICODE_LINE;
    if (character == 0)
        return UNICODE_UNSEEN;
    return character < ' ' ? UNICODE_BLANK : UNICODE_SIGN;
}

static enum unicode_kind kind_of_ascii(int32_t character)
{
    if (character < ' ' || character == 0x7F)
        return kind_of_control(character);
    if (character == ' ')
        return UNICODE_BLANK;
    return (character >= '0' && character <= '9') || ((character | 0x20) >= 'a' && (character | 0x20) <= 'z')
               ? UNICODE_LETTER
               : UNICODE_SIGN;
}

/* Above, below or through a letter; the vowels of Thai and Hindi are marks too, and part of the word. */
static bool is_accent(int32_t character)
{
    const int place = (int)utf8proc_get_property(character)->combining_class;

    return place >= FIRST_ACCENT || place == 1;
}

enum unicode_kind unicode_kind_of(int32_t character)
{
    if (character >= 0 && character < 0x80)
        return kind_of_ascii(character);
    switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_CC: return kind_of_control(character);
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return UNICODE_LINE;
    case UTF8PROC_CATEGORY_ZS: return UNICODE_BLANK;
    case UTF8PROC_CATEGORY_CF: return UNICODE_UNSEEN;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME: return is_accent(character) ? UNICODE_UNSEEN : UNICODE_LETTER;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO: return UNICODE_SIGN;
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO: break;
    }
    return UNICODE_LETTER;
}

/* Accents are taken away where texts are often typed without them, the western letters of Latin-1; elsewhere they make
 * another letter. */
static utf8proc_option_t folding_of(int32_t character)
{
    const bool western = character < 0x100,
               form = (character >= 0x2000 && character < 0x2E80) || character >= 0xF900; /* wide, small, joined */

    return UTF8PROC_CASEFOLD | (western || form ? UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK : 0);
}

/* What it is made of; the number of characters, 0: too many. */
static size_t take_apart(int32_t character, int32_t parts[LONGEST_FOLDED])
{
    int boundary = 0;
    utf8proc_ssize_t count;

    for (size_t i = 0; i < ARRAY_SIZE(alike); i++)
        if (alike[i].character == character) {
            parts[0] = (unsigned char)alike[i].plain;
            return 1;
        }
    count = utf8proc_decompose_char(character, parts, LONGEST_FOLDED, folding_of(character), &boundary);
    return count > 0 && count <= LONGEST_FOLDED ? (size_t)count : 0;
}

size_t unicode_fold(int32_t character, char *folded, size_t room)
{
    int32_t parts[LONGEST_FOLDED];
    size_t used = 0;
    char bytes[5];

    if (character >= 0 && character < 0x80 && room > 0) {
        *folded = (char)(character >= 'A' && character <= 'Z' ? character | 0x20 : character);
        return 1;
    }
    for (size_t i = 0, count = take_apart(character, parts); i < count; i++) {
        const size_t length = unicode_write(parts[i], bytes);
        if (used + length > room)
            return 0;
        memcpy(folded + used, bytes, length);
        used += length;
    }
    return used;
}

/* Bytes of the character at text and the columns it takes. */
static size_t measure(const char *text, size_t length, size_t *columns)
{
    int32_t character = 0;
    const size_t used = unicode_read(text, length, &character);
    const int width = used <= 1 ? 1 : utf8proc_charwidth(character);

    *columns = width > 0 ? (size_t)width : 0;
    return used ? used : 1;
}

size_t text_width_fit(const char *text, size_t length, size_t width)
{
    size_t at = 0;

    for (size_t taken = 0, columns, used; at < length; at += used) {
        used = measure(text + at, length - at, &columns);
        taken += columns;
        if (taken > width)
            break;
    }
    return at;
}

size_t text_width(const char *text, size_t length)
{
    size_t taken = 0;

    for (size_t at = 0, columns; at < length; taken += columns)
        at += measure(text + at, length - at, &columns);
    return taken;
}
