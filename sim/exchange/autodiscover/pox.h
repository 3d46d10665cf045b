/* SPDX-License-Identifier: MIT */
/* Private to sim/exchange. */
#ifndef FBLAB_POX_H
#define FBLAB_POX_H

#include "authentication.h"

#include <stdio.h>

/* The Protocol elements of a mailbox's settings. (pox_protocols.c) */
void pox_protocols_write(const struct exchange_call *call, const struct object *mailbox, FILE *output);

#endif
