/* SPDX-License-Identifier: MIT */
#include "normalize.h"
#include "cleanup.h"
#include "entities.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const struct spelling {
    const char *from, *to;
} spellings[] = {
    {"\xE2\x80\x98", "'"},   {"\xE2\x80\x99", "'"},  {"\xE2\x80\x9A", "'"},  /* single quotation marks */
    {"\xE2\x80\x9C", "\""},  {"\xE2\x80\x9D", "\""}, {"\xE2\x80\x9E", "\""}, /* double ones */
    {"\xE2\x80\x90", "-"},   {"\xE2\x80\x91", "-"},  {"\xE2\x80\x93", "-"},
    {"\xE2\x80\x94", "-"},                                             /* hyphens, dashes */
    {"\xC2\xA0", " "},       {"\xE2\x80\xAF", " "},                    /* no-break spaces */
    {"\xE2\x80\x8B", ""},    {"\xEF\xBB\xBF", ""},   {"\xC2\xAD", ""}, /* zero width, byte order mark, soft hyphen */
    {"\xE2\x80\xA6", "..."},
};

static const struct spelling *spelling_at(const char *text, size_t left)
{
    for (size_t i = 0; (unsigned char)*text >= 0xC2 && i < ARRAY_SIZE(spellings); i++) {
        const size_t length = strlen(spellings[i].from);
        if (length <= left && memcmp(text, spellings[i].from, length) == 0)
            return &spellings[i];
    }
    return NULL;
}

/* Writes one character; a blank only if something other than a blank follows and precedes it. */
static void put(FILE *output, char character, bool *blank, bool *begun)
{
    if (isspace((unsigned char)character) || character == '\0') {
        *blank = true;
        return;
    }
    if (*blank && *begun)
        fputc(' ', output);
    fputc(tolower((unsigned char)character), output);
    *blank = false;
    *begun = true;
}

static void put_all(FILE *output, const char *text, size_t size)
{
    bool blank = false, begun = false;

    for (size_t at = 0; at < size;) {
        const struct spelling *const spelling = spelling_at(text + at, size - at);
        if (!spelling)
            put(output, text[at], &blank, &begun);
        for (const char *to = spelling ? spelling->to : ""; *to; to++)
            put(output, *to, &blank, &begun);
        at += spelling ? strlen(spelling->from) : 1;
    }
}

char *normalize_bytes(const char *text, size_t size, size_t *length)
{
    size_t once_size = 0, decoded_size = 0;
    CLEANUP(cleanup_string) char *once = entities_decode_bytes(text, size, &once_size);
    /* Events quote XML that quotes HTML: "&amp;#xD;". */
    CLEANUP(cleanup_string) char *decoded = entities_decode_bytes(once, once_size, &decoded_size);
    char *plain = NULL;
    FILE *const output = open_memstream(&plain, length);

    if (!output)
        abort();
    put_all(output, decoded, decoded_size);
    fclose(output);
    return plain;
}

char *normalize(const char *text, size_t *length)
{
    return normalize_bytes(text, strlen(text), length);
}
