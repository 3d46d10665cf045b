/* SPDX-License-Identifier: MIT */
/* A look-up that failed becomes an entry of the journal: what the server that asked writes into its event log. */
#ifndef FBLAB_NOTED_LOOK_UP_H
#define FBLAB_NOTED_LOOK_UP_H

#include "evidence/evidence.h"
#include "internal.h"

/* What failed before anybody was asked is no event of a server. Any thread. */
void noted_look_up_add(struct lab *lab, const struct snapshot *snapshot, const char *scope,
                       const struct lookup *lookup);

#endif
