/* SPDX-License-Identifier: MIT */
/* Decodes character references, by libxml2's table of names. */
#include "entities.h"

#include "base/memory.h"
#include "base/unicode.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The character a reference names, without & and ;. 0: none that XML allows. */
static int named_character(const char *reference)
{
    const htmlEntityDesc *entity;
    char *end = NULL;
    long number;

    if (reference[0] != '#') {
        entity = htmlEntityLookup((const xmlChar *)reference);
        return entity ? (int)entity->value : 0;
    }
    number =
        tolower((unsigned char)reference[1]) == 'x' ? strtol(reference + 2, &end, 16) : strtol(reference + 1, &end, 10);
    return *end == '\0' && number > 0 && number <= 0x10FFFF && IS_CHAR((int)number) ? (int)number : 0;
}

size_t entity_at(const char *text, size_t length, int *character)
{
    const size_t span = length < ENTITY_LONGEST ? length : ENTITY_LONGEST;
    const char *const end = memchr(text, ';', span);
    char reference[ENTITY_LONGEST + 1];

    if (text[0] != '&' || !end || end - text < 3)
        return 0;
    snprintf(reference, sizeof reference, "%.*s", (int)(end - text - 1), text + 1);
    *character = named_character(reference);
    return *character ? (size_t)(end - text) + 1 : 0;
}

/* Writes the character of the reference at text and returns the reference's length; 0: there is none. */
static size_t decode_reference(const char *text, size_t length, FILE *output)
{
    char bytes[5] = "";
    int character = 0;
    const size_t used = entity_at(text, length, &character);

    if (used)
        fwrite(bytes, 1, unicode_write(character, bytes), output);
    return used;
}

char *entities_decode(const char *text, size_t length)
{
    char *decoded = NULL;
    size_t decoded_length;
    FILE *const output = text_stream(&decoded, &decoded_length);

    for (size_t at = 0; at < length;) {
        const size_t used = decode_reference(text + at, length - at, output);
        if (!used)
            fputc(text[at], output);
        at += used ? used : 1;
    }
    text_stream_close(output);
    return decoded;
}
