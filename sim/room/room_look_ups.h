/* SPDX-License-Identifier: MIT */
/* The look-ups that a page shows, the newest ones, within a bound of bytes. Any thread. */
#ifndef FBLAB_ROOM_LOOK_UPS_H
#define FBLAB_ROOM_LOOK_UPS_H

#include <jansson.h>
#include <stddef.h>

struct lookup;
struct room_look_ups;

struct room_look_ups *room_look_ups_new(size_t bytes);
void room_look_ups_free(struct room_look_ups **look_ups);
/* What is shown of a look-up: the JSON of `fbcheck query --json`, and "time", "source" ("lab": the lab asked;
 * "outside": somebody asked the lab), "exchanges" (entries of a HAR), "failing" (place in its evidence, or null) and
 * "why" (one line). The caller owns the reference. */
json_t *room_look_up_view(const struct lookup *lookup, const json_t *exchanges, const char *source);
/* Gives it a "number" and keeps it; what a list shows of it comes back, without evidence and exchanges. Takes the
 * reference; the caller owns the new one. */
json_t *room_look_ups_add(struct room_look_ups *look_ups, json_t *view);
/* As lists show them, oldest first. The caller owns the reference. */
json_t *room_look_ups_list(struct room_look_ups *look_ups);
/* The whole of it. NULL: it is gone, or never was. The caller owns the reference and changes nothing. */
json_t *room_look_ups_find(struct room_look_ups *look_ups, json_int_t number);
void room_look_ups_clear(struct room_look_ups *look_ups);

#endif
