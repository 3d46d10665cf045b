/* SPDX-License-Identifier: MIT */
/* What is typed behind a word of PowerShell's own: "Alias, Name -First 1". */
#ifndef FBLAB_SHELL_WISHES_H
#define FBLAB_SHELL_WISHES_H

#include "base/error.h"
#include "own_words.h"
#include "shell/language/word_list.h"

#include <stdbool.h>

struct wishes {
    struct word_list properties;
    char *expanded;         /* -ExpandProperty; NULL: none */
    long first, last, skip; /* -1: not said */
    bool unique, descending, compressed;
    bool sum, average, maximum, minimum;
};

/* The text of a stage, its word first. false: error says what only PowerShell takes. */
bool wishes_read(struct wishes *wishes, enum own_word word, const char *text, struct error *error);
/* The index-th parameter of a word; NULL: there are no more. */
const char *wishes_parameter(enum own_word word, size_t index);
void wishes_clear(struct wishes *wishes);

#endif
