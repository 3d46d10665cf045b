/* SPDX-License-Identifier: MIT */
/* Items that count only if nothing better comes from the same address: nearly every client is first asked who it is, so
 * that a 401 alone says nothing. Bounded: the oldest is given when there are too many. */
#ifndef FBLAB_HELD_H
#define FBLAB_HELD_H

#include "item.h"

struct held;
struct held *held_new(item_function *take, void *context);
void held_free(struct held **held);

/* Keeps a copy, which stands for what was kept of that address before. Takes the look-up (NULL: none), which is the copy's. */
void held_keep(struct held *held, const char *address, const struct item *item, struct lookup *lookup);
/* Something better came. */
void held_drop(struct held *held, const char *address);
/* Gives all, oldest first, and forgets them. */
void held_give(struct held *held);

#endif
