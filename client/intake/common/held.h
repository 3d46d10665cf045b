/* SPDX-License-Identifier: MIT */
/* Demands for credentials, which count only if nothing better comes: nearly every client is first asked who it is, so that a 401
 * alone says nothing. One is paired with a better answer to the same address (client, server, path) within seconds; what is
 * not counts, in the order in which it came. Bounded: the oldest is given when there are too many. */
#ifndef FBLAB_HELD_H
#define FBLAB_HELD_H

#include "item.h"

#include <stdint.h>

#define HELD_SECONDS 10   /* between a demand and the beginning of what was asked again */
#define HELD_PATIENCE 120 /* until that is written down, which it is when it ends */

struct held;
struct held *held_new(item_function *take, void *context);
void held_free(struct held **held);

/* Where and when something was asked. */
struct held_moment {
    const char *address; /* NULL: what is only a moment */
    bool known;          /* the time */
    int64_t seconds;
};

/* Keeps a copy. Takes the look-up (NULL: none), which is the copy's. */
void held_keep(struct held *held, const struct held_moment *moment, const struct item *item, struct lookup *lookup);
/* Something better came: it answers the last demands of the address, at most two, as NTLM has them. */
void held_answer(struct held *held, const struct held_moment *moment);
/* Gives what can no longer be answered at that time. */
void held_pass(struct held *held, const struct held_moment *moment);
/* Gives all, oldest first, and forgets them. */
void held_give(struct held *held);
bool held_is_empty(const struct held *held);

#endif
