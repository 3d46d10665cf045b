/* SPDX-License-Identifier: MIT */
/* The next character of a pasted text, whatever it is written as. Pure. */
#ifndef FBLAB_CHARACTER_H
#define FBLAB_CHARACTER_H

#include <stddef.h>

/* What was left out before a letter; flags. */
enum gap {
    GAP_BLANK = 1, /* blanks, also no-break ones */
    GAP_LINE = 2,  /* the end of a line, also as "&#xD;" or "\n" of JSON */
    GAP_MARK = 4   /* punctuation, quotation marks, hyphens, a tag such as <b> */
};

struct character {
    size_t used;       /* bytes of the text */
    unsigned char gap; /* enum gap, if it is no letter */
    char letters[5];   /* in UTF-8, "" if it is none */
};

/* left > 0. */
struct character character_at(const char *text, size_t left);

#endif
