/* SPDX-License-Identifier: MIT */
/* Which server of the organisation asks. */
#ifndef FBLAB_FLOW_ASKING_SERVER_H
#define FBLAB_FLOW_ASKING_SERVER_H

#include "organization/organization.h"

/* The server that holds the asker's mailbox; without such a mailbox, any. NULL: there is no server. Borrowed. */
const struct object *asking_server(const struct snapshot *organization, const char *scope, const struct object *asker);

#endif
