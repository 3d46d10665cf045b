/* SPDX-License-Identifier: MIT */
/* Asks the system for its processors. */
#include "processors.h"

#include <unistd.h>

unsigned processors_for_labs(void)
{
    const long count = sysconf(_SC_NPROCESSORS_ONLN);

    return count < 1 ? 1 : count > MOST_LABS ? MOST_LABS : (unsigned)count;
}
