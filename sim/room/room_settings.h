/* SPDX-License-Identifier: MIT */
/* The settings of all sides as a page shows them, and what differs from where nothing is broken. Pure. */
#ifndef FBLAB_ROOM_SETTINGS_H
#define FBLAB_ROOM_SETTINGS_H

#include <jansson.h>

struct snapshot;

/* {"scopes":[{"scope","says","objects":[{"noun","says","name","state","properties":[{"name","values","healthy"}]}]}]}.
 * state: "same", "changed", "added", "removed"; healthy: only of a property that differs. healthy NULL: nothing is
 * compared, every state is "same", and what is the lab's own is left out. The caller owns the reference. */
json_t *room_settings(const struct snapshot *now, const struct snapshot *healthy);

#endif
