/* SPDX-License-Identifier: MIT */
/* Commands typed on the Exchange server that go over the network, beside requests (struct shell_services). */
#ifndef FBLAB_NETWORK_COMMANDS_H
#define FBLAB_NETWORK_COMMANDS_H

#include <stdbool.h>

/* The context is the lab. */
char *network_resolve(void *context, const char *name);
bool network_connects(void *context, const char *name, unsigned port);

#endif
