/* SPDX-License-Identifier: MIT */
/* Commands with semicolons between them, cut apart. */
#include "statements.h"

#include "base/memory.h"
#include "nesting.h"

#include <string.h>

static bool is_blank(char character)
{
    return strchr(" \t\r\n", character) && character;
}

bool statement_goes_on(const char *line)
{
    size_t length = strlen(line);

    while (length > 0 && is_blank(line[length - 1]))
        length--;
    return length > 0 && strchr("|`", line[length - 1]);
}

/* "`\r\n": its length; 0: something else. */
static size_t joint_length(const char *text)
{
    if (text[0] != '`')
        return 0;
    if (text[1] == '\n')
        return 2;
    return text[1] == '\r' && text[2] == '\n' ? 3 : 0;
}

char *statement_joined(const char *text)
{
    char *joined = memory_room(strlen(text) + 1), *end = joined;

    while (*text) {
        const size_t joint = joint_length(text);
        *end++ = (char)(joint ? ' ' : *text);
        text += joint ? joint : 1;
    }
    *end = '\0';
    return joined;
}

size_t statement_length(const char *text, bool by_line)
{
    const char *const ends = by_line ? "\n" : "";
    struct nesting nesting = {.brackets = "{}()"};
    size_t i = 0;

    for (; text[i] && !(by_line && text[i] == '\n'); i++) {
        if (!nesting.quote && text[i] == '#' && (i == 0 || is_blank(text[i - 1])))
            return i + strcspn(text + i, ends);
        if (nesting_is_outside(&nesting) && text[i] == ';')
            return i;
        nesting_step(&nesting, text[i]);
    }
    return i;
}
