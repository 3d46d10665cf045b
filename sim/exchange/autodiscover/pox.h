/* SPDX-License-Identifier: MIT */
#ifndef FBLAB_POX_H
#define FBLAB_POX_H

#include "exchange/authentication.h"

#include <stdio.h>

/* The Protocol elements of a mailbox's settings. (pox_protocols.c) */
void pox_protocols_write(const struct exchange_call *call, const struct object *mailbox, FILE *output);

#endif
