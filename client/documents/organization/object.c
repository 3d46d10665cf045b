/* SPDX-License-Identifier: MIT */
/* Reads properties of an object. */
#include "object.h"

#include "base/text.h"

#include <stdlib.h>

const char *object_noun(const struct object *object)
{
    return object->noun;
}

const char *object_item(const struct object *object, const char *property, size_t index)
{
    const struct name name = name_of(property);

    for (size_t i = 0; i < object->count; i++)
        if (name_equal(&object->properties[i].name, &name) && index-- == 0)
            return object->properties[i].value;
    return NULL;
}

const char *object_text(const struct object *object, const char *property)
{
    const char *value = object_item(object, property, 0);

    return value ? value : "";
}

bool object_flag(const struct object *object, const char *property, bool absent)
{
    const char *value = object_text(object, property);

    return *value ? text_equal(value, "true") : absent;
}

long object_number(const struct object *object, const char *property, long absent)
{
    const char *value = object_text(object, property);

    return *value ? strtol(value, NULL, 10) : absent;
}

size_t object_count(const struct object *object, const char *property)
{
    const struct name name = name_of(property);
    size_t count = 0;

    for (size_t i = 0; i < object->count; i++)
        count += name_equal(&object->properties[i].name, &name);
    return count;
}

bool object_lists(const struct object *object, const char *property, const char *value)
{
    const struct name name = name_of(property);

    for (size_t i = 0; i < object->count; i++)
        if (name_equal(&object->properties[i].name, &name) && text_equal(object->properties[i].value, value))
            return true;
    return false;
}

size_t object_property_count(const struct object *object)
{
    return object->count;
}

const char *object_property_name(const struct object *object, size_t index)
{
    return index < object->count ? object->properties[index].name.text : NULL;
}
