/* SPDX-License-Identifier: MIT */
/* Order of ids, and how far two are apart. */
#include "identifier.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

#define LONGEST 32

/* The number an id begins with; one without a number sorts last. */
static unsigned long number_of(const char *id, const char **rest)
{
    const size_t digits = strspn(id, "0123456789");
    unsigned long number = digits ? 0 : ULONG_MAX;

    for (size_t i = 0; i < digits && number < ULONG_MAX / 100; i++)
        number = number * 10 + (unsigned long)(id[i] - '0');
    *rest = id + digits;
    return number;
}

int identifier_compare(const char *one, const char *other)
{
    const unsigned long first = number_of(one, &one), second = number_of(other, &other);

    if (first != second)
        return first < second ? -1 : 1;
    return strcasecmp(one, other);
}

static size_t least(size_t a, size_t b, size_t c)
{
    const size_t less = a < b ? a : b;

    return less < c ? less : c;
}

size_t identifier_distance(const char *one, const char *other)
{
    const size_t height = strnlen(one, LONGEST), width = strnlen(other, LONGEST);
    size_t row[LONGEST + 1];

    for (size_t column = 0; column <= width; column++)
        row[column] = column;
    for (size_t line = 1; line <= height; line++) {
        size_t diagonal = row[0];
        row[0] = line;
        for (size_t column = 1; column <= width; column++) {
            const size_t above = row[column];
            const size_t change = tolower((unsigned char)one[line - 1]) != tolower((unsigned char)other[column - 1]);
            row[column] = least(above + 1, row[column - 1] + 1, diagonal + change);
            diagonal = above;
        }
    }
    return row[width];
}
