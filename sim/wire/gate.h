/* SPDX-License-Identifier: MIT */
/* What happens to a SYN. Loop's thread. */
#ifndef FBLAB_GATE_H
#define FBLAB_GATE_H

struct listener;

/* Closes the connections that fill the queue. */
void gate_release(struct listener *listener);

#endif
