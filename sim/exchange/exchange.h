/* SPDX-License-Identifier: MIT */
/* MEANING: what servers with these settings say. One endpoint a file; dispatch.c is the table of party, method and path.
 * Everything follows from the snapshot and the request; threads may call exchange_answer() at the same time. */
#ifndef FBLAB_EXCHANGE_H
#define FBLAB_EXCHANGE_H

#include "exchange/common/setup.h"

struct exchange *exchange_new(const struct exchange_setup *setup);
void exchange_free(struct exchange **exchange);
/* What is drawn from the seed begins anew. */
void exchange_restart(struct exchange *exchange);

/* Always sets an answer, or postpones it where `ask` is needed and the request must not wait. request->origin->party says
 * who is asked. */
void exchange_answer(struct exchange *exchange, const struct snapshot *snapshot, const struct request *request,
                     struct answer *answer);

#endif
