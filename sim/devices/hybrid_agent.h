/* SPDX-License-Identifier: MIT */
/* The hybrid agent and its side in the cloud: a request comes to the published name and the agent, a server on the
 * premises, passes it on to HybridApplication's TargetUri. The agent really connects there, from its own address; the
 * request itself is then handed over inside the lab. */
#ifndef FBLAB_HYBRID_AGENT_H
#define FBLAB_HYBRID_AGENT_H

#include "capture/message.h"
#include "organization/organization.h"

/* Where a name leads inside the lab. */
struct hybrid_agent {
    void *context;
    unsigned (*port)(void *context, const char *party, const char *name);       /* 0: nowhere */
    const char *(*address)(void *context, const char *party, const char *name); /* at which it listens there */
};

/* The party that the agent reaches, borrowed from the snapshot. NULL: none, and the answer is 504. Blocks for as long as
 * the agent waits for a connection: not on the loop's thread. */
const char *hybrid_agent_forward(const struct hybrid_agent *agent, const struct snapshot *snapshot,
                                 struct answer *answer);

#endif
