/* SPDX-License-Identifier: MIT */
/* A command line as PowerShell cuts it into words. Knows more marks than the commands of today
 * use, so that a line with a pipe is refused for the pipe and not for nonsense. */
#ifndef FBLAB_TOKENISER_H
#define FBLAB_TOKENISER_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

#define LINE_LIMIT 65536

enum token_kind {
    TOKEN_WORD,      /* text: bare, or without its quotes */
    TOKEN_PARAMETER, /* -Name: text is "Name" */
    TOKEN_VARIABLE,  /* $true: text is "true" */
    TOKEN_COMMA,
    TOKEN_SEMICOLON,
    TOKEN_EQUALS,
    TOKEN_PIPE,
    TOKEN_EDIT,       /* @{ */
    TOKEN_OPEN_ARRAY, /* @( */
    TOKEN_OPEN_BRACE,
    TOKEN_CLOSE_BRACE,
    TOKEN_OPEN_PARENTHESIS,
    TOKEN_CLOSE_PARENTHESIS,
    TOKEN_END
};

struct token {
    enum token_kind kind;
    char *text; /* owned; the mark itself for marks, "" for the end */
    bool colon; /* a parameter: its value follows behind a colon */
};

/* The last token is TOKEN_END. */
struct tokens {
    struct token *items;
    size_t count;
};

/* NULL: error is PowerShell's sentence. The caller frees the result. */
struct tokens *tokens_read(const char *line, struct error *error);
/* Could it be cut into words? */
bool tokens_check(const char *line, struct error *error);
void tokens_free(struct tokens **tokens);

#endif
