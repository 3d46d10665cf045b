/* SPDX-License-Identifier: MIT */
/* Words of PowerShell itself, which are no matter of the lab: those that this shell has learnt, and those that only
 * PowerShell has. */
#ifndef FBLAB_SHELL_OWN_WORDS_H
#define FBLAB_SHELL_OWN_WORDS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum own_word {
    OWN_NONE, /* a cmdlet of the lab, or nothing */
    OWN_WHERE,
    OWN_LIST,
    OWN_TABLE,
    OWN_SELECT,
    OWN_EACH,
    OWN_SORT,
    OWN_MEASURE,
    OWN_STRING,
    OWN_NULL,
    OWN_CSV,
    OWN_JSON,
    OWN_MEMBERS,
    OWN_FILE,    /* writes a file: of the machine where somebody types, and not of the lab's */
    OWN_LACKING, /* only PowerShell has it */
};

/* What the word at the beginning of a text is, case ignored. */
enum own_word own_word_find(const char *text);
/* The index-th of those that this shell has learnt; NULL: there are no more. */
const char *own_word_name(size_t index);
/* The sentence about a word, or more, that only PowerShell has; always false. */
bool own_word_refuse(const char *text, struct error *error);

#endif
