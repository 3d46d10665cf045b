/* SPDX-License-Identifier: MIT */
/* A machine on which the names of the lab are the only ones, for one program: names, trust, network. */
#ifndef FBLAB_ISOLATION_H
#define FBLAB_ISOLATION_H

#include "base/error.h"

struct isolation;

struct isolation_plan {
    const char *directory; /* of ours, empty; borrowed until isolation_stop() */
    const char *ca_file;
    const char *host_name;         /* what the machine is called; NULL: as it is */
    char *(*ready)(void *context); /* what the ready file says now; given away. Called on a thread of the isolation */
    void *context;
};

/* Answers names on the calling thread's network (namespaces.h) and writes the files of the view. NULL: error. */
struct isolation *isolation_start(const struct isolation_plan *plan, struct error *error);
/* Removes the files, too. */
void isolation_stop(struct isolation **isolation);

/* In the process that becomes the program: it sees the machine so from now on. Takes no lock. false: errno. */
bool isolation_enter(const struct isolation *isolation);
/* Is that variable ("https_proxy=...") about a network that is not there? */
bool isolation_drops(const char *variable);

#endif
