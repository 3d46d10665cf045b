/* SPDX-License-Identifier: MIT */
/* JSON of any kind, as lines "name: value" whose escapes are resolved; each line knows its path in the document. */
#ifndef FBLAB_JSON_DOCUMENT_H
#define FBLAB_JSON_DOCUMENT_H

#include "intake/common/item.h"

#include <jansson.h>

/* Such lines, written value by value. */
struct flattened;
/* Borrows the place. */
struct flattened *flattened_new(const struct item *place, item_function *take, void *context);
/* The value of that name at that path. What has been written is given where it is enough, behind an element of a list. */
void flattened_put(struct flattened *flattened, const json_t *value, const char *name, const char *path, bool element);
/* Gives what is left. */
void flattened_end(struct flattened **flattened);
/* Forgets what was not given. */
void flattened_drop(struct flattened **flattened);

/* `place` says kind, entry, line (0: the document begins its file or entry), host and time. A look-up saved by fbcheck and the
 * error of a token service are given as look-ups too. */
void json_document_give(const json_t *json, const struct item *place, item_function *take, void *context);

#endif
