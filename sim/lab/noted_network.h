/* SPDX-License-Identifier: MIT */
/* What a look-up of the lab's own asked of the network becomes entries of the journal: names that a DNS server was asked for,
 * and connections that a firewall stopped before they stood, of which no party can tell. */
#ifndef FBLAB_NOTED_NETWORK_H
#define FBLAB_NOTED_NETWORK_H

#include "evidence/evidence.h"
#include "internal.h"

/* Any thread. */
void noted_network_add(struct lab *lab, const struct snapshot *snapshot, const char *scope,
                       const struct lookup *lookup);

/* The same of what is typed on a server of that organisation: a name that was asked for, known or not; a connection to the
 * address of a name that did not come about. */
void noted_name_add(struct lab *lab, const struct snapshot *snapshot, const char *scope, const char *name, bool known);
void noted_attempt_add(struct lab *lab, const struct snapshot *snapshot, const char *scope, const char *name,
                       const char *address);

#endif
