/* SPDX-License-Identifier: MIT */
/* From the system's random numbers, so that no two messages share an id. */
#include "guid.h"

#include "base/text.h"

#include <stdlib.h>
#include <sys/random.h>

char *guid_new(void)
{
    unsigned short part[8] = {0};

    if (getrandom(part, sizeof part, 0) != sizeof part)
        abort();
    part[3] = (part[3] & 0x0FFF) | 0x4000; /* version 4: random */
    part[4] = (part[4] & 0x3FFF) | 0x8000;
    return text_format("%04x%04x-%04x-%04x-%04x-%04x%04x%04x", part[0], part[1], part[2], part[3], part[4], part[5],
                       part[6], part[7]);
}
