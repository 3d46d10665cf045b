/* SPDX-License-Identifier: MIT */
/* Reads and compares builds, number by number. */
#include "exchange_build.h"

#include "base/cleanup.h"

#include <stdlib.h>
#include <string.h>

int exchange_build_read(const char *text, struct exchange_build *build)
{
    unsigned *const parts[] = {&build->major, &build->minor, &build->build, &build->revision};
    int count = 0;

    while (count < (int)ARRAY_SIZE(parts) && *(text += strcspn(text, "0123456789")))
        *parts[count++] = (unsigned)strtoul(text, (char **)&text, 10);
    return count;
}

bool exchange_build_before(const struct exchange_build *left, const struct exchange_build *right)
{
    const unsigned a[] = {left->major, left->minor, left->build, left->revision};
    const unsigned b[] = {right->major, right->minor, right->build, right->revision};

    for (size_t i = 0; i < ARRAY_SIZE(a); i++)
        if (a[i] != b[i])
            return a[i] < b[i];
    return false;
}
