/* SPDX-License-Identifier: MIT */
/* Commands with semicolons between them, cut apart. */
#include "statements.h"

#include <string.h>

struct cut {
    char quote;     /* the one that is open, 0: none */
    unsigned depth; /* braces and parentheses open */
};

static bool is_blank(char character)
{
    return strchr(" \t\r\n", character) && character;
}

static void step(struct cut *cut, char character)
{
    if (cut->quote)
        cut->quote = (char)(character == cut->quote ? '\0' : cut->quote);
    else if (character == '"' || character == '\'')
        cut->quote = character;
    else if (character == '{' || character == '(')
        cut->depth++;
    else if ((character == '}' || character == ')') && cut->depth > 0)
        cut->depth--;
}

size_t statement_length(const char *text, bool by_line)
{
    const char *const ends = by_line ? "\n" : "";
    struct cut cut = {0};
    size_t i = 0;

    for (; text[i] && !(by_line && text[i] == '\n'); i++) {
        if (!cut.quote && text[i] == '#' && (i == 0 || is_blank(text[i - 1])))
            return i + strcspn(text + i, ends);
        if (!cut.quote && cut.depth == 0 && text[i] == ';')
            return i;
        step(&cut, text[i]);
    }
    return i;
}
