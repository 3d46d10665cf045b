/* SPDX-License-Identifier: MIT */
/* Memory in which each block knows its length and where it has gone in the image. It takes the place of base/memory.c in the
 * program that writes the image, so that all that the library is made of lies here. */
#ifndef FBLAB_SCENARIO_IMAGE_ARENA_H
#define FBLAB_SCENARIO_IMAGE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

enum { BLOCK_NEW, BLOCK_SEEN, BLOCK_PLACED };

/* In front of each block. */
struct block {
    size_t length; /* bytes */
    size_t place;  /* in one of the image's two arrays */
    unsigned state;
    bool linked; /* holds addresses of other blocks */
};

/* The block that begins at an address; NULL: none does. No text and no number of a scenario looks like an address of the
 * arena, which lies where it is told to. */
struct block *arena_block(const void *address);

#endif
