/* SPDX-License-Identifier: MIT */
/* What a condition asks of an object: its properties, derived ones, too. */
#include "filtering.h"

#include "properties.h"
#include "shell/language/object_condition.h"

/* An object, and the noun that says which properties it has. */
struct filtered_object {
    const struct noun *noun;
    const xmlNode *object;
};

static void read_values(void *context, const char *name, struct word_list *values)
{
    const struct filtered_object *const filtered = context;
    struct shown_property property;

    if (property_find(filtered->noun, filtered->object, name, &property))
        property_values(&property, filtered->object, values);
}

bool object_passes(const xmlNode *object, const struct noun *noun, const char *filter, bool *passes,
                   struct error *error)
{
    struct filtered_object filtered = {noun, object};

    *passes = true;
    return !filter || object_condition_judge(filter, read_values, &filtered, passes, error);
}

static bool knows(const void *noun, const char *name, struct error *error)
{
    const struct noun *other;

    if (property_spelling(noun, name))
        return true;
    for (size_t i = 0; (other = noun_at(i)); i++)
        if (property_spelling(other, name))
            return true;
    return error_set(error,
                     "Cannot bind parameter 'Filter' to the target. Exception setting \"Filter\": \"\"%s\" is not a "
                     "recognized filterable property. For a complete list of filterable properties see the command "
                     "help.\" No object of the lab has it.",
                     name);
}

bool filter_check(const struct noun *noun, const char *filter, struct error *error)
{
    return object_condition_check(filter, knows, noun, error);
}
