/* SPDX-License-Identifier: MIT */
/* HTTP archives of browsers (HAR 1.2: log.entries). */
#ifndef FBLAB_HAR_H
#define FBLAB_HAR_H

#include "intake/common/item.h"

#include <jansson.h>

bool har_is(const json_t *json);
/* `place`'s entry is the archive's own, NULL: none. */
void har_give(const json_t *json, const struct item *place, item_function *take, void *context);

#endif
