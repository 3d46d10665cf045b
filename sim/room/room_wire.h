/* SPDX-License-Identifier: MIT */
/* Where a documented failure ends a look-up, for its picture in the catalogue. */
#ifndef FBLAB_ROOM_WIRE_H
#define FBLAB_ROOM_WIRE_H

#include "scenario/scenario.h"

#include <jansson.h>

/* {"hop","step","way","outcome","status","alert","proxy"} of its first variant, as far as ticket, signs and commands say; texts
 * are "" where nothing is known. proxy: a device in front answers. The caller owns the reference. */
json_t *room_wire(const struct scenario *scenario);

#endif
