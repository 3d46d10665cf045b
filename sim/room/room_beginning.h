/* SPDX-License-Identifier: MIT */
/* Everybody's ticket at once. */
#ifndef FBLAB_ROOM_BEGINNING_H
#define FBLAB_ROOM_BEGINNING_H

#include "base/error.h"
#include "room_seat.h"

#include <stdbool.h>

struct room_beginning;

/* In the background, some at a time. Whoever opens a page before it is his turn begins at once. NULL: error says
 * why. */
struct room_beginning *room_beginning_new(struct seat *seats, struct error *error);
/* Those that have not begun do not any more. Accepts a NULL inside. */
void room_beginning_end(struct room_beginning **beginning);

#endif
