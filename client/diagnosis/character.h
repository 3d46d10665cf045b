/* SPDX-License-Identifier: MIT */
/* The next character of a pasted text, whatever it is written as. Pure. */
#ifndef FBLAB_CHARACTER_H
#define FBLAB_CHARACTER_H

#include <stddef.h>

struct character {
    size_t used;       /* bytes of the text */
    unsigned char gap; /* enum gap, if it is no letter */
    char letters[5];   /* in UTF-8, "" if it is none */
};

/* left > 0. */
struct character character_at(const char *text, size_t left);

#endif
