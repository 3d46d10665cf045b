/* SPDX-License-Identifier: MIT */
/* The Protocol elements of the older Autodiscover, autodiscover.xml. */
#ifndef FBLAB_POX_PROTOCOLS_H
#define FBLAB_POX_PROTOCOLS_H

#include "exchange/common/call.h"

#include <stdio.h>

/* The Protocol elements of a mailbox's settings. */
void pox_protocols_write(const struct exchange_call *call, const struct object *mailbox, FILE *output);

#endif
