/* SPDX-License-Identifier: MIT */
/* The distance between names as they are typed: letters to add, drop or change. */
#include "nearest.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

enum { LONGEST = 64 };

static unsigned least(unsigned a, unsigned b, unsigned c)
{
    const unsigned ab = a < b ? a : b;

    return ab < c ? ab : c;
}

/* One more letter was typed: the row of distances to each beginning of the candidate. */
static void take_letter(char letter, const char *candidate, size_t columns, unsigned *row)
{
    unsigned corner = row[0]++;

    for (size_t j = 1; j <= columns; j++) {
        const unsigned differs = tolower((unsigned char)letter) != tolower((unsigned char)candidate[j - 1]);
        const unsigned next = least(corner + differs, row[j] + 1, row[j - 1] + 1);
        corner = row[j];
        row[j] = next;
    }
}

static unsigned distance(const char *typed, const char *candidate)
{
    const size_t columns = strlen(candidate);
    unsigned row[LONGEST + 1], best;

    for (size_t i = 0; i <= columns; i++)
        row[i] = (unsigned)i;
    for (const char *letter = typed; *letter; letter++)
        take_letter(*letter, candidate, columns, row);
    best = row[columns];
    for (size_t j = 0; j <= columns; j++)
        best = row[j] < best ? row[j] : best;
    return best;
}

unsigned nearest_limit(const char *typed)
{
    return (unsigned)strlen(typed) / 3 + 1;
}

bool nearer(const char *typed, const char *candidate, unsigned *away)
{
    unsigned found;

    if (strlen(typed) > LONGEST || strlen(candidate) > LONGEST || (found = distance(typed, candidate)) >= *away)
        return false;
    *away = found;
    return true;
}
