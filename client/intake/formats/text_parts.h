/* SPDX-License-Identifier: MIT */
/* SOAP envelopes and JSON objects that stand somewhere in a text. */
#ifndef FBLAB_TEXT_PARTS_H
#define FBLAB_TEXT_PARTS_H

#include "intake/common/item.h"

void text_parts_give(const struct item *item, item_function *take, void *context);

#endif
