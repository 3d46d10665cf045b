/* SPDX-License-Identifier: MIT */
/* Pipes, brackets and quotes. */
#include "pieces.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "shell/language/nesting.h"

#include <ctype.h>
#include <string.h>

#define BLANKS " \t\r\n"

#define BRACKETS "{}()[]"

char *text_trimmed(const char *text, size_t length)
{
    const size_t blanks = strspn(text, BLANKS);

    if (blanks >= length)
        return text_copy("");
    while (strchr(BLANKS, text[length - 1]))
        length--;
    return text_copy_part(text + blanks, length - blanks);
}

void pieces_cut(const char *statement, struct word_list *pieces)
{
    struct nesting nesting = {.brackets = BRACKETS};
    const char *start = statement, *next = statement;

    for (; *next; next++) {
        if (*next == '|' && nesting_is_outside(&nesting)) {
            word_list_add(pieces, text_trimmed(start, (size_t)(next - start)));
            start = next + 1;
        }
        nesting_step(&nesting, *next);
    }
    word_list_add(pieces, text_trimmed(start, (size_t)(next - start)));
}

size_t enclosed_by_its_end(const char *text)
{
    struct nesting nesting = {.brackets = BRACKETS};

    for (size_t i = 0; text[i]; i++) {
        nesting_step(&nesting, text[i]);
        if (nesting_is_outside(&nesting))
            return i + 1;
    }
    return 0;
}

size_t own_variable_length(const char *text)
{
    static const char *const constants[] = {"true", "false", "null"};
    size_t length = 0;

    while (text[0] == '$' && (isalnum((unsigned char)text[1 + length]) || text[1 + length] == '_'))
        length++;
    for (size_t i = 0; i < ARRAY_SIZE(constants); i++)
        if (strlen(constants[i]) == length && text_starts(text + 1, constants[i]))
            return 0;
    return length;
}

const char *assigned_value(const char *statement)
{
    const size_t name = own_variable_length(statement);
    const char *next = statement + 1 + name;

    if (name == 0)
        return NULL;
    next += strspn(next, BLANKS);
    return *next == '=' && next[1] != '=' ? next + 1 + strspn(next + 1, BLANKS) : NULL;
}
