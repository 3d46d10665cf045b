/* SPDX-License-Identifier: MIT */
/* Parts of a mail (MIME) that are written in base64: their text is not to be seen in the mail's own. */
#ifndef FBLAB_MAIL_PARTS_H
#define FBLAB_MAIL_PARTS_H

#include "intake/common/item.h"

/* Calls `read` with each decoded text; the place's entry says where the part begins. */
typedef void part_function(const char *text, size_t length, const struct item *place, item_function *take,
                           void *context);
void mail_parts_give(const struct item *item, part_function *read, item_function *take, void *context);

#endif
