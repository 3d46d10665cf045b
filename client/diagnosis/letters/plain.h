/* SPDX-License-Identifier: MIT */
/* One spelling for what mail, browsers and consoles spell in many ways: a text's letters and digits alone, each with
 * where it came from and what stood before it. Pure. */
#ifndef FBLAB_PLAIN_H
#define FBLAB_PLAIN_H

#include "character.h"

#include <stddef.h>
#include <stdint.h>

/* ASCII letters are small, Latin letters without their accents, full-width forms narrow; zero-width characters are gone,
 * and so are the numbers of numbered lines. Bytes that are no UTF-8 are read as Windows-1252. */
struct plain {
    char *text;          /* NUL-terminated */
    size_t length, room; /* letters there are, letters there is room for */
    uint32_t *origin;    /* offset in the text it was made of */
    unsigned char *gap;  /* enum gap, before the letter; GAP_LINE before the first */
};

/* Bytes to leave out at the beginning of the line at `start`. */
typedef size_t line_skip(const char *text, size_t size, size_t start);

/* What is beyond 4 GiB is not looked at. plain_free() frees what it holds. */
void plain_make(struct plain *plain, const char *text, size_t size);
/* The same in the room of another one (or in none, all zeros). */
void plain_make_again(struct plain *plain, const char *text, size_t size);
void plain_make_without(struct plain *plain, const char *text, size_t size, line_skip *skip);
void plain_free(struct plain *plain);
/* Where the character ends that gave the letter at `index`, as an offset in the text it was made of. */
size_t plain_end(const struct plain *plain, size_t index, const char *text, size_t size);

#endif
