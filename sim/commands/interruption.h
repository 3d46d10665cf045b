/* SPDX-License-Identifier: MIT */
/* Somebody wants a long run to end: SIGINT, SIGTERM, SIGHUP. One at a time, on the main thread, begun before there are others. */
#ifndef FBLAB_INTERRUPTION_H
#define FBLAB_INTERRUPTION_H

#include <signal.h>

struct interruption {
    sigset_t signals;
    int descriptor; /* readable from then on */
};

/* The signals stay pending. */
void interruption_begin(struct interruption *interruption);
/* Lets them through: if one has come, it ends the program now, when all is put away. */
void interruption_end(struct interruption *interruption);

/* Instead: waits for one and takes it, so that the program comes to its own end. */
void interruption_await(const struct interruption *interruption);

#endif
