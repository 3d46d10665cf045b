/* SPDX-License-Identifier: MIT */
/* What browsers (HAR), Fiddler (SAZ) and mitmproxy (flows) saved. */
#ifndef FBLAB_CAPTURE_FILES_H
#define FBLAB_CAPTURE_FILES_H

#include "base/error.h"
#include "intake/common/item.h"

#include <jansson.h>

/* `place`'s entry is the archive's own, NULL: none. */
void har_give(const json_t *json, const struct item *place, item_function *take, void *context);
/* The same of one that is no JSON because it was cut, and word of it; false: it is none. */
bool har_give_cut(const char *text, size_t length, const struct item *place, item_function *take, void *context);
bool flows_give(const char *bytes, size_t length, const struct item *place, item_function *take, void *context,
                struct error *error);
/* false: error says what is wrong; what could be read was given all the same. */
bool saz_give(const char *bytes, size_t length, item_function *take, void *context, struct error *error);

#endif
