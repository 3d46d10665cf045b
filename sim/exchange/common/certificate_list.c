/* SPDX-License-Identifier: MIT */
/* Collects the values of list properties. */
#include "certificate_list.h"

#include "base/cleanup.h"

void certificate_list_add(struct certificate_list *list, const struct object *object, const char *property)
{
    for (size_t i = 0; i < object_count(object, property) && list->count < ARRAY_SIZE(list->items); i++)
        list->items[list->count++] = object_item(object, property, i);
}
