/* SPDX-License-Identifier: MIT */
/* A lab for a program in another process: beside the lab, in a folder of its own, the file that says where it is. */
#ifndef FBLAB_TOOL_LAB_H
#define FBLAB_TOOL_LAB_H

#include "isolation/isolation.h"
#include "lab/lab.h"

struct tool_lab {
    struct lab *lab;
    struct passing_folder *folder;
    char *ready_file;            /* a tool file, or with the admin API a ready file */
    struct isolation *isolation; /* NULL: none */
};

/* with_admin: the program gets the admin API, and so the cause. NULL: error says what could not be used. Everything that was
 * written is removed by tool_lab_stop(). A lab that is published (lab.h) is on a network of its own, that of the calling thread
 * from now on; the process has entered its namespaces. */
struct tool_lab *tool_lab_start(const struct lab_options *options, bool with_admin, struct error *error);
void tool_lab_stop(struct tool_lab **tool_lab);

/* The variables of this process and those by which a program finds the lab as it is armed now: addresses, secrets, who asks
 * for whom, and the authority's file under the names that common clients read. Nothing names the scenario. NULL-terminated,
 * as execve() wants it; NULL: out of memory. The caller frees it. */
char **tool_lab_environment(const struct tool_lab *tool_lab, struct error *error);
void tool_lab_environment_free(char ***environment);

#endif
