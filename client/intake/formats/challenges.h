/* SPDX-License-Identifier: MIT */
/* Look-ups of transactions in the order in which they were made. Nearly every client is first asked who it is: such a 401 counts
 * only if nothing better was answered at the same address afterwards. */
#ifndef FBLAB_CHALLENGES_H
#define FBLAB_CHALLENGES_H

#include "intake/common/item.h"
#include "lookups.h"

struct challenges;
struct challenges *challenges_new(item_function *take, void *context);
/* Gives what is left, and frees it. */
void challenges_end(struct challenges **challenges);

/* `place` says kind, entry, line, host and time. Nothing is kept of either but copies. */
void challenges_take(struct challenges *challenges, const struct transaction *transaction, const struct item *place);
/* Is it a demand for credentials that says no more? */
bool challenges_is_one(const struct http_message *answer);

#endif
