/* SPDX-License-Identifier: MIT */
/* Makes the plain letters of a text, and remembers where each came from. */
#include "plain.h"

#include "base/memory.h"
#include "character.h"
#include "line_number.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* No character is written longer than it was read. */
static void make_room(struct plain *plain, size_t size)
{
    plain->length = 0;
    if (plain->text && plain->room >= size)
        return;
    plain_free(plain);
    plain->text = memory_room(size + 1);
    plain->origin = memory_array(size + 1, sizeof *plain->origin);
    plain->gap = memory_room(size + 1);
    plain->room = size;
}

/* Most characters are small letters or capitals of ASCII: no reason to ask what they might begin. */
static bool is_plain(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

static char small(char byte)
{
    return (char)(byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
}

static void put(struct plain *plain, char letter, size_t at, unsigned char gap)
{
    plain->text[plain->length] = letter;
    plain->origin[plain->length] = (uint32_t)at;
    plain->gap[plain->length++] = gap;
}

static size_t skipped(const char *text, size_t size, size_t at, line_skip *skip)
{
    return at == 0 || text[at - 1] == '\n' ? skip(text, size, at) : 0;
}

static void fill(struct plain *plain, const char *text, size_t size, line_skip *skip)
{
    unsigned char gap = GAP_LINE;

    size = size < UINT32_MAX ? size : UINT32_MAX;
    make_room(plain, size);
    for (size_t at = skipped(text, size, 0, skip); at < size; at += skipped(text, size, at, skip)) {
        const struct character character =
            is_plain(text[at]) ? (struct character){1, 0, {small(text[at])}} : character_at(text + at, size - at);
        for (const char *letter = character.letters; *letter; letter++) {
            put(plain, *letter, at, gap);
            gap = 0;
        }
        gap |= character.gap;
        at += character.used;
    }
    plain->text[plain->length] = '\0';
    plain->gap[plain->length] = gap | GAP_LINE;
}

void plain_make(struct plain *plain, const char *text, size_t size)
{
    plain_make_without(plain, text, size, line_number_length);
}

void plain_make_without(struct plain *plain, const char *text, size_t size, line_skip *skip)
{
    *plain = (struct plain){0};
    fill(plain, text, size, skip);
}

void plain_make_again(struct plain *plain, const char *text, size_t size)
{
    fill(plain, text, size, line_number_length);
}

void plain_free(struct plain *plain)
{
    free(plain->text);
    free(plain->origin);
    free(plain->gap);
    *plain = (struct plain){0};
}

size_t plain_end(const struct plain *plain, size_t index, const char *text, size_t size)
{
    const size_t start = plain->origin[index];

    return start + character_at(text + start, size - start).used;
}
