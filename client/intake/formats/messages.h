/* SPDX-License-Identifier: MIT */
/* The HTTP messages of a text, as transactions: an answer belongs to the request before it. */
#ifndef FBLAB_MESSAGES_H
#define FBLAB_MESSAGES_H

#include "intake/common/item.h"

bool messages_begin(const char *text, size_t length);
/* Look-ups of the item's text; each at the line of its answer. */
void messages_give(const struct item *item, item_function *take, void *context);

#endif
