/* SPDX-License-Identifier: MIT */
/* What every unit test would fail for: it never frees what it has. */
#include <stdlib.h>

int main(void)
{
    for (volatile int i = 0; i < 100; i++) {
        void *volatile lost = malloc(16);
        if (!lost)
            return 1;
    }
    return 0;
}
