/* SPDX-License-Identifier: MIT */
/* Microsoft Graph, as far as hybrid free/busy needs it. */
#ifndef FBLAB_EXCHANGE_GRAPH_H
#define FBLAB_EXCHANGE_GRAPH_H

#include "exchange/common/call.h"

/* Every path of graph.microsoft.com; always sets an answer. */
void graph_answer(const struct exchange_call *call, struct answer *answer);

#endif
