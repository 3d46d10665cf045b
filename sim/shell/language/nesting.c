/* SPDX-License-Identifier: MIT */
/* What is in quotes is neither a bracket nor another quote. */
#include "nesting.h"

#include <string.h>

static void count_bracket(struct nesting *nesting, char character)
{
    const char *const bracket = strchr(nesting->brackets, character);

    if (!bracket)
        return;
    if ((bracket - nesting->brackets) % 2 == 0)
        nesting->depth++;
    else if (nesting->depth > 0)
        nesting->depth--;
}

void nesting_step(struct nesting *nesting, char character)
{
    if (nesting->quote)
        nesting->quote = (char)(character == nesting->quote ? '\0' : nesting->quote);
    else if (character == '"' || character == '\'')
        nesting->quote = character;
    else
        count_bracket(nesting, character);
}

bool nesting_is_outside(const struct nesting *nesting)
{
    return !nesting->quote && nesting->depth == 0;
}
