/* SPDX-License-Identifier: MIT */
#include "json_text.h"
#include "cleanup.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* The well-formed sequences of the Unicode standard, table 3-7: first byte, second byte, length. The bytes after the
 * second are always 80..BF. */
static const struct sequence {
    unsigned char first_low, first_high, second_low, second_high;
    size_t length;
} sequences[] = {
    {0x00, 0x7F, 0x00, 0x00, 1}, {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
    {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
    {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};

static bool between(unsigned char byte, unsigned char low, unsigned char high)
{
    return byte >= low && byte <= high;
}

static bool begins(const unsigned char *text, const struct sequence *sequence)
{
    if (!between(text[0], sequence->first_low, sequence->first_high))
        return false;
    if (sequence->length > 1 && !between(text[1], sequence->second_low, sequence->second_high))
        return false;
    for (size_t i = 2; i < sequence->length; i++)
        if (!between(text[i], 0x80, 0xBF))
            return false;
    return true;
}

/* Length of the character at text; 0: none. A NUL ends every comparison, so it never reads past the string. */
static size_t character(const char *text)
{
    for (size_t i = 0; i < ARRAY_SIZE(sequences); i++)
        if (begins((const unsigned char *)text, &sequences[i]))
            return sequences[i].length;
    return 0;
}

static char *repair(const char *text)
{
    char *repaired = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&repaired, &size);

    while (memory && *text) {
        const size_t length = character(text);
        fwrite(length ? text : "\xEF\xBF\xBD", 1, length ? length : 3, memory);
        text += length ? length : 1;
    }
    if (memory)
        fclose(memory);
    return repaired;
}

json_t *json_text(const char *text)
{
    json_t *plain = text ? json_string(text) : json_null();

    if (!plain && text) {
        CLEANUP(cleanup_string) char *repaired = repair(text);
        plain = repaired ? json_string(repaired) : NULL;
    }
    return plain ? plain : json_null();
}
