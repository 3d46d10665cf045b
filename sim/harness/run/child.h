/* SPDX-License-Identifier: MIT */
/* Runs a program to its end and keeps what it printed. Any thread. */
#ifndef FBLAB_CHILD_H
#define FBLAB_CHILD_H

#include "base/error.h"
#include "isolation/isolation.h"

#include <stdbool.h>
#include <stddef.h>

/* What is kept of each stream; the rest is read and thrown away. */
#define CHILD_MOST_OUTPUT (4u << 20)

/* All borrowed during the call. */
struct child_order {
    const char *const *arguments;      /* as for process_start() */
    char *const *environment;          /* NULL: ours */
    double seconds;                    /* then it is killed */
    int stop;                          /* so it is when this descriptor becomes readable; 0: there is none */
    const struct isolation *isolation; /* how it sees the machine; NULL: as we do */
    bool keep_errors;                  /* standard error, too; else it goes where ours goes */
};

struct child_result {
    int status; /* exit status; -1: ended by a signal */
    int signal; /* that ended it; 0: none */
    bool timed_out, stopped;
    bool cut;              /* it printed more than is kept */
    char *output, *errors; /* what it printed, and a NUL; errors NULL if not kept. Owned by the caller */
    size_t length;         /* of output */
};

/* The program leads a process group, and nothing of that group is left when this returns. Whoever holds its output open
 * from outside the group is not waited for. false: it could not be run, result->status says what a shell would. */
bool child_run(const struct child_order *order, struct child_result *result, struct error *error);
void child_result_clear(struct child_result *result);

/* The path of a program installed or built beside this one ("fbcheck"). The caller frees it. */
char *child_sibling(const char *name);
/* From now on programs find those beside this one by name, behind all others of PATH: a checkout is on nobody's. To be called
 * before there are threads. */
void child_find_siblings(void);

#endif
