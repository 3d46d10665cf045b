/* SPDX-License-Identifier: MIT */
/* Looks before main() and after it. */
#include "left_open.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { FIRST_ABOVE = 1024 }; /* tests that hold more close them together */

static bool open_before[FIRST_ABOVE], allowed;
static pid_t process; /* children that leave by exit() are no tests */

void left_open_allow(void)
{
    allowed = true;
}

static bool is_open(int descriptor)
{
    return fcntl(descriptor, F_GETFD) >= 0;
}

static void __attribute__((constructor)) look(void)
{
    process = getpid();
    for (int i = 0; i < FIRST_ABOVE; i++)
        open_before[i] = is_open(i);
}

static void tell(int descriptor)
{
    char link[64], name[256];
    ssize_t length;

    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    length = readlink(link, name, sizeof name);
    fprintf(stderr, "descriptor %d is left open: %.*s\n", descriptor, (int)(length > 0 ? length : 0), name);
}

static void __attribute__((destructor)) look_again(void)
{
    unsigned left = 0;

    for (int i = 0; !allowed && getpid() == process && i < FIRST_ABOVE; i++)
        if (!open_before[i] && is_open(i)) {
            tell(i);
            left++;
        }
    if (left > 0)
        _exit(EXIT_FAILURE);
}
