/* SPDX-License-Identifier: MIT */
/* Starts a program in a process of its own. Any thread. */
#ifndef FBLAB_HARNESS_PROCESS_H
#define FBLAB_HARNESS_PROCESS_H

#include "base/error.h"
#include "isolation/isolation.h"

#include <sys/types.h>

/* All borrowed during the call. */
struct process_plan {
    const char *const *arguments;      /* NULL-terminated; the first is a path, or a name for PATH */
    char *const *environment;          /* NULL: ours */
    int input, output, errors;         /* descriptors that become its standard streams; 0, 1, 2: ours */
    bool group;                        /* it leads a process group of its own */
    const struct isolation *isolation; /* how it sees the machine; NULL: as we do */
};

/* No signal is blocked in it. -1: it does not run, *status is what a shell would return (127: not found,
 * 126: found but not run), or 3 where a process could not be made at all. */
pid_t process_start(const struct process_plan *plan, int *status, struct error *error);

#endif
