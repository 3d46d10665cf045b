/* SPDX-License-Identifier: MIT */
#include "suggestion.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "cmdlets.h"

#include <ctype.h>
#include <string.h>

#define LONGEST 64

static unsigned least(unsigned a, unsigned b, unsigned c)
{
    const unsigned ab = a < b ? a : b;

    return ab < c ? ab : c;
}

/* How many letters to add, drop or change until `name` is `candidate` or its beginning: nouns are often cut short. */
static unsigned distance(const char *name, const char *candidate)
{
    const size_t rows = strlen(name), columns = strlen(candidate);
    unsigned row[LONGEST + 1], best;

    for (size_t i = 0; i <= columns; i++)
        row[i] = (unsigned)i;
    for (size_t i = 1; i <= rows; i++) {
        unsigned corner = row[0];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= columns; j++) {
            const unsigned differs = tolower((unsigned char)name[i - 1]) != tolower((unsigned char)candidate[j - 1]);
            const unsigned next = least(corner + differs, row[j] + 1, row[j - 1] + 1);
            corner = row[j];
            row[j] = next;
        }
    }
    best = row[columns];
    for (size_t j = 0; j <= columns; j++)
        best = row[j] < best ? row[j] : best;
    return best;
}

char *suggest_cmdlet(const char *name, const char *at)
{
    CLEANUP(cleanup_string) char *nearest = NULL;
    unsigned limit = (unsigned)strlen(name) / 4 + 1;
    struct cmdlet cmdlet;

    for (size_t i = 0; strlen(name) <= LONGEST && cmdlet_at(at, i, &cmdlet); i++) {
        CLEANUP(cleanup_string) char *candidate = text_format("%s-%s", cmdlet.verb->name, cmdlet.noun->name);
        const unsigned away = strlen(candidate) <= LONGEST ? distance(name, candidate) : limit;
        if (away < limit) {
            limit = away;
            free(nearest);
            nearest = TAKE(candidate);
        }
    }
    return nearest ? text_format(" Did you mean %s?", nearest) : text_copy("");
}
