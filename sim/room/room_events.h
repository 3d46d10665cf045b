/* SPDX-License-Identifier: MIT */
/* What a page is told as it happens: numbered, bounded in bytes, each reader where it is. Nothing is kept for a
 * reader: who is slow or was cut off asks again with the last number it has seen, and learns if some are gone. Any
 * thread. */
#ifndef FBLAB_ROOM_EVENTS_H
#define FBLAB_ROOM_EVENTS_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

struct room_events;

struct room_events *room_events_new(size_t bytes);
void room_events_free(struct room_events **events);
/* kind: static. Takes the reference of `data`. */
void room_events_add(struct room_events *events, const char *kind, json_t *data);
/* The number of the newest; 0: there was none. */
uint64_t room_events_last(struct room_events *events);
/* Those after that number, as server-sent events, some 64 KiB at most; waits for one if there is none. The first is
 * "lost" if some are gone. When the time is over, a comment. The caller frees it. */
char *room_events_await(struct room_events *events, uint64_t after, unsigned milliseconds);
/* Nobody waits any more, nor will. */
void room_events_close(struct room_events *events);

#endif
