/* SPDX-License-Identifier: MIT */
/* What browsers (HAR) and Fiddler (SAZ) saved. */
#ifndef FBLAB_CAPTURE_FILES_H
#define FBLAB_CAPTURE_FILES_H

#include "base/error.h"
#include "intake/common/item.h"

#include <jansson.h>

/* `place`'s entry is the archive's own, NULL: none. */
void har_give(const json_t *json, const struct item *place, item_function *take, void *context);
/* false: error says what is wrong; what could be read was given all the same. */
bool saz_give(const char *bytes, size_t length, item_function *take, void *context, struct error *error);

#endif
