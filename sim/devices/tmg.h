/* SPDX-License-Identifier: MIT */
/* Refusals in the words of Microsoft's Threat Management Gateway. */
#ifndef FBLAB_TMG_H
#define FBLAB_TMG_H

#include "capture/message.h"

/* Forefront Threat Management Gateway denies the address: error 12202. */
void tmg_refuse(const struct request *request, struct answer *answer);

#endif
