/* SPDX-License-Identifier: MIT */
/* The distance between names as they are typed: letters to add, drop, change or swap. */
#include "nearest.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

enum { LONGEST = 64 };

/* Distances from what is typed so far, one letter ago, and two, to each beginning of the candidate. */
struct distances {
    unsigned now[LONGEST + 1], before[LONGEST + 1], earlier[LONGEST + 1];
};

static bool same(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* The letter typed[i] is taken; two neighbours that changed places count as one mistake. */
static void take_letter(struct distances *rows, const char *typed, size_t i, const char *candidate, size_t columns)
{
    memcpy(rows->earlier, rows->before, sizeof rows->earlier);
    memcpy(rows->before, rows->now, sizeof rows->before);
    rows->now[0]++;
    for (size_t j = 1; j <= columns; j++) {
        rows->now[j] = least(rows->before[j - 1] + !same(typed[i], candidate[j - 1]),
                             least(rows->before[j], rows->now[j - 1]) + 1);
        if (i > 0 && j > 1 && same(typed[i], candidate[j - 2]) && same(typed[i - 1], candidate[j - 1]))
            rows->now[j] = least(rows->now[j], rows->earlier[j - 2] + 1);
    }
}

static unsigned distance(const char *typed, const char *candidate)
{
    const size_t columns = strlen(candidate);
    struct distances rows = {.now = {0}};
    unsigned best;

    for (size_t j = 0; j <= columns; j++)
        rows.now[j] = (unsigned)j;
    for (size_t i = 0; typed[i]; i++)
        take_letter(&rows, typed, i, candidate, columns);
    best = rows.now[columns];
    for (size_t j = 0; j <= columns; j++)
        best = least(best, rows.now[j]);
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
