/* SPDX-License-Identifier: MIT */
/* Look-ups that somebody else makes with the lab (fbcheck, a tool), put together from what reached it: the journal's
 * entries, one after the other, until a while nothing comes. One thread at a time. */
#ifndef FBLAB_ROOM_OUTSIDE_H
#define FBLAB_ROOM_OUTSIDE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

struct room_outside;

enum { OUTSIDE_QUIET_MS = 400, OUTSIDE_LATE_MS = 2000 };

struct room_outside *room_outside_new(void);
void room_outside_free(struct room_outside **outside);
/* Requests of these exchanges are the lab's own: they are shown already. */
void room_outside_own(struct room_outside *outside, const json_t *exchanges);
/* So many of its connections came to no request. The wire may write them down after the look-up has ended. */
void room_outside_own_connections(struct room_outside *outside, size_t count, int64_t now_ms);
/* The journal's next entries. own: the lab looked up meanwhile, so connections that came to no request, which have
 * no id, count as its own. now_ms: since 1970, here and below. */
void room_outside_feed(struct room_outside *outside, const json_t *entries, bool own, int64_t now_ms);
/* A look-up that is over, as room_look_up_view() shows one; NULL: none is. The caller owns the reference. */
json_t *room_outside_take(struct room_outside *outside, int64_t now_ms);
/* Does something wait for its end? */
bool room_outside_waits(const struct room_outside *outside);

#endif
