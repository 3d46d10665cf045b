/* SPDX-License-Identifier: MIT */
#include "plain.h"
#include "character.h"

#include <stdlib.h>
#include <string.h>

static void *room(size_t count, size_t size)
{
    void *const memory = calloc(count, size);

    if (!memory)
        abort();
    return memory;
}

void plain_make(struct plain *plain, const char *text, size_t size)
{
    unsigned char gap = GAP_LINE;

    size = size < UINT32_MAX ? size : UINT32_MAX;
    /* No character is written longer than it was read. */
    *plain = (struct plain){
        .text = room(size + 1, 1), .origin = room(size + 1, sizeof *plain->origin), .gap = room(size + 1, 1)};
    for (size_t at = 0; at < size;) {
        const struct character character = character_at(text + at, size - at);
        for (const char *letter = character.letters; *letter; letter++, plain->length++) {
            plain->text[plain->length] = *letter;
            plain->origin[plain->length] = (uint32_t)at;
            plain->gap[plain->length] = gap;
            gap = 0;
        }
        gap |= character.gap;
        at += character.used;
    }
    plain->gap[plain->length] = gap | GAP_LINE;
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
