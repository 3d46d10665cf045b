/* SPDX-License-Identifier: MIT */
/* The word for what an item is. */
#include "item.h"

const char *item_kind_name(const char *kind)
{
    return kind ? kind : "text";
}
