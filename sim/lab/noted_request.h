/* SPDX-License-Identifier: MIT */
/* A request and its answer become an entry of the journal: the one source of what logs tell of them. */
#ifndef FBLAB_NOTED_REQUEST_H
#define FBLAB_NOTED_REQUEST_H

#include "internal.h"
#include "origin/origin.h"

/* Any thread. */
void noted_request_add(struct lab *lab, const struct request *request, const struct answer *answer, double elapsed_ms);

/* Where the party was reached, with the port that the world knows: "127.0.0.1:443". Any thread. The caller frees it. */
char *noted_address(struct lab *lab, const struct origin *origin);

#endif
