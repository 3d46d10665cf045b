/* SPDX-License-Identifier: MIT */
/* A JSON document or a HAR that is too large to be read as a whole, as it comes. */
#ifndef FBLAB_JSON_LARGE_H
#define FBLAB_JSON_LARGE_H

#include "intake/common/item.h"

#include <stdbool.h>

struct json_large;
/* Borrows the place. */
struct json_large *json_large_new(const struct item *place, item_function *take, void *context);
void json_large_free(struct json_large **large);
/* How many of the bytes were JSON; fewer than there are: that was its end. */
size_t json_large_push(struct json_large *large, const char *bytes, size_t length);
/* Gives what is left. */
void json_large_end(struct json_large *large);

#endif
