/* SPDX-License-Identifier: MIT */
/* Prints fblab-cmdlets(7): run by the build. */
#include "reference.h"

#include <stdlib.h>

int main(void)
{
    shell_reference_manual(stdout);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
