/* SPDX-License-Identifier: MIT */
/* Goes through the table of nouns, and finds each object's counterpart by its name. */
#include "room_settings.h"

#include "base/json_text.h"
#include "base/text.h"
#include "organization/organization.h"
#include "vocabulary/nouns.h"

#include <string.h>

struct sides {
    const struct snapshot *now, *healthy; /* healthy NULL: nothing is compared */
    const char *scope;
    const struct noun *noun;
};

static const char *name_of_object(const struct sides *sides, const struct object *object)
{
    return object_text(object, noun_identity(sides->noun)->name);
}

static const struct object *next(const struct sides *sides, const struct snapshot *snapshot, const struct object *after)
{
    return snapshot_next(snapshot, sides->scope, noun_element(sides->noun), after);
}

/* The how-manieth of that name in its own snapshot is compared with the same of the other. */
static const struct object *counterpart(const struct sides *sides, const struct snapshot *own,
                                        const struct object *object, const struct snapshot *others)
{
    const char *const name = name_of_object(sides, object);
    size_t before = 0;

    for (const struct object *one = next(sides, own, NULL); one && one != object; one = next(sides, own, one))
        before += text_equal(name_of_object(sides, one), name);
    for (const struct object *one = next(sides, others, NULL); one; one = next(sides, others, one))
        if (text_equal(name_of_object(sides, one), name) && before-- == 0)
            return one;
    return NULL;
}

static json_t *values_of(const struct object *object, const char *property)
{
    json_t *const list = json_array();

    for (size_t i = 0; i < object_count(object, property); i++)
        json_array_append_new(list, json_text(object_item(object, property, i)));
    return list;
}

/* other NULL: nothing to compare with. true: they differ. */
static bool add_property(json_t *list, const struct parameter *parameter, const struct object *object,
                         const struct object *other)
{
    json_t *const values = values_of(object, parameter->name);
    json_t *const healthy = other ? values_of(other, parameter->name) : NULL;
    const bool differs = healthy && !json_equal(values, healthy);
    json_t *property;

    if (json_array_size(values) == 0 && !differs) {
        json_decref(values);
        json_decref(healthy);
        return false;
    }
    property = json_pack("{s:s, s:o}", "name", parameter->name, "values", values);
    if (differs)
        json_object_set(property, "healthy", healthy);
    json_decref(healthy);
    json_array_append_new(list, property);
    return differs;
}

static json_t *object_to_json(const struct sides *sides, const struct object *object, const struct object *other,
                              const char *state)
{
    json_t *const properties = json_array();
    bool differs = false;

    for (size_t i = 0; i < sides->noun->count; i++)
        if (!(sides->noun->parameters[i].flags & (HIDDEN | SECRET | IGNORED)))
            differs = add_property(properties, &sides->noun->parameters[i], object, other) || differs;
    return json_pack("{s:s, s:s*, s:o, s:s, s:o}", "noun", sides->noun->name, "says", sides->noun->says, "name",
                     json_text(name_of_object(sides, object)), "state", differs ? "changed" : state, "properties",
                     properties);
}

static void add_objects(json_t *list, const struct sides *sides)
{
    for (const struct object *one = next(sides, sides->now, NULL); one; one = next(sides, sides->now, one)) {
        const struct object *const other = sides->healthy ? counterpart(sides, sides->now, one, sides->healthy) : NULL;
        json_array_append_new(list, object_to_json(sides, one, other, sides->healthy && !other ? "added" : "same"));
    }
    for (const struct object *one = sides->healthy ? next(sides, sides->healthy, NULL) : NULL; one;
         one = next(sides, sides->healthy, one))
        if (!counterpart(sides, sides->healthy, one, sides->now))
            json_array_append_new(list, object_to_json(sides, one, NULL, "removed"));
}

/* Another view of what stands there under another noun. */
static bool is_alias(const struct noun *noun)
{
    return !text_equal(noun->name, noun_element(noun)) && noun_find(noun_element(noun));
}

static json_t *scope_to_json(struct sides *sides, const struct term *place)
{
    json_t *const objects = json_array();

    sides->scope = place->name;
    for (size_t i = 0; (sides->noun = noun_at(i)); i++)
        if (noun_stands_in(sides->noun, place->name) && !is_alias(sides->noun) &&
            (sides->healthy || !noun_is_of_lab(sides->noun)))
            add_objects(objects, sides);
    return json_pack("{s:s, s:s, s:o}", "scope", place->name, "says", place->meaning, "objects", objects);
}

json_t *room_settings(const struct snapshot *now, const struct snapshot *healthy)
{
    struct sides sides = {.now = now, .healthy = healthy};
    json_t *const list = json_array();

    for (size_t i = 0; i < places.count; i++)
        if (place_is_scope(places.items[i].name))
            json_array_append_new(list, scope_to_json(&sides, &places.items[i]));
    return json_pack("{s:o}", "scopes", list);
}
