/* SPDX-License-Identifier: MIT */
/* Reading tokens one after the other: what the two files of the grammar share. */
#ifndef FBLAB_SHELL_LINE_READER_H
#define FBLAB_SHELL_LINE_READER_H

#include "base/error.h"
#include "command_line.h"
#include "tokeniser.h"

struct line_reader {
    const struct token *next;
    struct error *error;
    unsigned depth; /* parentheses open */
    /* What stands in parentheses; NULL: error says why. */
    struct command_line *(*read_call)(struct line_reader *reader);
};

/* PowerShell's sentence about a token that cannot stand where it does; always false. */
bool reader_refuse(struct line_reader *reader);
/* Words with commas between them, added to the list. */
bool reader_list(struct line_reader *reader, struct word_list *list);
bool reader_value(struct line_reader *reader, struct value *value);
/* A variable that somebody sets: neither $true, $false nor $null. */
bool token_is_own_variable(const struct token *token);

#endif
