/* SPDX-License-Identifier: MIT */
/* Three bytes are four letters of six bits each. */
#include "base64.h"

#include "memory.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

static const char standard[] = LETTERS "+/", for_urls[] = LETTERS "-_";

static char *encode(const unsigned char *bytes, size_t size, const char *alphabet, bool pad)
{
    char *const text = memory_room(size / 3 * 4 + 5);
    char *to = text;

    for (size_t at = 0; at < size; at += 3) {
        const size_t left = size - at;
        const uint32_t group =
            (uint32_t)bytes[at] << 16 | (uint32_t)(left > 1 ? bytes[at + 1] : 0) << 8 | (left > 2 ? bytes[at + 2] : 0);
        *to++ = alphabet[group >> 18];
        *to++ = alphabet[group >> 12 & 63];
        if (left > 1 || pad)
            *to++ = (char)(left > 1 ? alphabet[group >> 6 & 63] : '=');
        if (left > 2 || pad)
            *to++ = (char)(left > 2 ? alphabet[group & 63] : '=');
    }
    *to = '\0';
    return text;
}

char *base64_encode(const void *bytes, size_t size)
{
    return encode(bytes, size, standard, true);
}

char *base64url_encode(const void *bytes, size_t size)
{
    return encode(bytes, size, for_urls, false);
}

/* -1: no letter of the alphabet. */
static int value_of(char letter, const char *alphabet)
{
    if (letter >= 'A' && letter <= 'Z')
        return letter - 'A';
    if (letter >= 'a' && letter <= 'z')
        return letter - 'a' + 26;
    if (letter >= '0' && letter <= '9')
        return letter - '0' + 52;
    return letter == alphabet[62] ? 62 : letter == alphabet[63] ? 63 : -1;
}

struct decoding {
    char *bytes;
    size_t size, letters;
    uint32_t bits;
};

static void take(struct decoding *decoding, int value)
{
    static const int surplus[] = {0, 6, 4, 2}; /* bits that are no part of a byte yet, by the letters of the group */
    const size_t place = ++decoding->letters % 4;

    decoding->bits = decoding->bits << 6 | (uint32_t)value;
    if (place != 1)
        decoding->bytes[decoding->size++] = (char)(decoding->bits >> surplus[place]);
}

/* What is left behind the letters: padding that fills the last group up, and nothing else. */
static bool is_padding(const char *text, size_t length, size_t letters, bool blanks)
{
    size_t pads = 0;

    for (size_t i = 0; i < length; i++) {
        if (text[i] == '=')
            pads++;
        else if (!blanks || !isspace((unsigned char)text[i]))
            return false;
    }
    return letters % 4 != 1 && pads == (4 - letters % 4) % 4;
}

char *base64_decode(const char *text, size_t length, enum base64_reading reading, size_t *size)
{
    struct decoding decoding = {memory_room(length / 4 * 3 + 4), 0, 0, 0};
    const bool blanks = reading != BASE64_STRICT;
    size_t at = 0;

    for (; at < length && text[at] != '='; at++) {
        const int value = value_of(text[at], standard);
        if (value >= 0)
            take(&decoding, value);
        else if (!blanks || (reading == BASE64_LINES && !isspace((unsigned char)text[at])))
            break;
    }
    *size = decoding.size;
    decoding.bytes[decoding.size] = '\0';
    if (reading == BASE64_LOOSE || is_padding(text + at, length - at, decoding.letters, blanks))
        return decoding.bytes;
    free(decoding.bytes);
    *size = 0;
    return NULL;
}

char *base64url_decode(const char *text, size_t length, size_t *size)
{
    struct decoding decoding = {memory_room(length / 4 * 3 + 4), 0, 0, 0};
    size_t at = 0;

    for (int value; at < length && (value = value_of(text[at], for_urls)) >= 0; at++)
        take(&decoding, value);
    *size = decoding.size;
    decoding.bytes[decoding.size] = '\0';
    if (at == length && length % 4 != 1)
        return decoding.bytes;
    free(decoding.bytes);
    *size = 0;
    return NULL;
}
