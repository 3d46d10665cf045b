/* SPDX-License-Identifier: MIT */
/* Places by number and by name. */
#include "places.h"

#include <string.h>

#define ITEM(id, name, objects, meaning) {name, meaning},
#define OBJECTS(id, name, objects, meaning) objects,

static const struct term items[] = {PLACES(ITEM)};
static const char *const held[] = {PLACES(OBJECTS)};

const struct terms places = {"place", items, PLACE_COUNT};
const struct terms clock_places = {"scope", items, PLACE_MSOL + 1};

const char *place_objects(enum place place)
{
    return place < PLACE_COUNT ? held[place] : NULL;
}

bool place_is_scope(const char *name)
{
    for (enum place place = 0; place < PLACE_COUNT; place++)
        if (strcmp(items[place].name, name) == 0)
            return held[place];
    return false;
}
