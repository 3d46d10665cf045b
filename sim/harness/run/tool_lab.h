/* SPDX-License-Identifier: MIT */
/* A lab for a program in another process: a simulator, and its ready file in a folder of its own. */
#ifndef FBLAB_HARNESS_LAB_H
#define FBLAB_HARNESS_LAB_H

#include "isolation/isolation.h"
#include "lab/simulator.h"

struct lab {
    struct simulator *simulator;
    char *directory, *ready_file;
    struct isolation *isolation; /* NULL: none */
};

/* NULL: error says what could not be used. Everything that was written is removed by lab_stop(). A lab that is published
 * (simulator.h) is on a network of its own, that of the calling thread from now on; the process has entered its namespaces. */
struct lab *lab_start(const struct simulator_options *options, struct error *error);
void lab_stop(struct lab **lab);

/* The variables of this process and those by which a program finds the lab as it is armed now: addresses, secrets, who asks
 * for whom, and the authority's file under the names that common clients read. Nothing names the scenario. NULL-terminated,
 * as execve() wants it; NULL: out of memory. The caller frees it. */
char **lab_environment(const struct lab *lab, struct error *error);
void lab_environment_free(char ***environment);

#endif
