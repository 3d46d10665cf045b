/* SPDX-License-Identifier: MIT */
/* What the page asks for, one function a route; each sets an answer. */
#ifndef FBLAB_ROOM_ROUTES_H
#define FBLAB_ROOM_ROUTES_H

#include "room_call.h"

/* Of those that are that seat's; NULL: there is none. */
const struct room_route *room_route_find(const struct request *request, const struct seat *seat);
/* May it take a while? */
bool room_route_blocks(const struct request *request);
/* Is it the one that waits for events? */
bool room_route_waits(const struct request *request);

#endif
