/* SPDX-License-Identifier: MIT */
/* Of PowerShell's own: how many values, their sum, average and extremes. */
#include "measure.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "shell/nouns/typed_values.h"
#include "value_members.h"

#include <math.h>
#include <stdlib.h>

struct measure {
    const struct shell_services *services;
    const char *property; /* NULL: the values themselves are measured */
    double sum, least, most;
};

static bool add(struct measure *measure, const json_t *value, struct error *error)
{
    const char *const property = measure->property;
    CLEANUP(cleanup_string)
    char *text = property ? member_text_at(measure->services, value, property) : member_text(measure->services, value);
    char *end = NULL;
    const double number = strtod(text, &end);

    if (!*text || *end)
        return error_set(error, "Input object \"%s\" is not numeric.", text);
    measure->sum += number;
    measure->least = fmin(measure->least, number);
    measure->most = fmax(measure->most, number);
    return true;
}

static bool add_all(struct measure *measure, const json_t *values, struct error *error)
{
    size_t index;
    json_t *value;

    json_array_foreach(values, index, value) if (!add(measure, value, error)) return false;
    return true;
}

static json_t *number(bool wanted, double value)
{
    CLEANUP(cleanup_string) char *text = text_format("%.15g", value);

    return wanted ? typed_value("Int32", text, false) : json_null();
}

json_t *measure_values(const struct shell_services *services, const json_t *values, const struct wishes *wishes,
                       struct error *error)
{
    const char *const property = wishes->properties.count > 0 ? wishes->properties.items[0] : NULL;
    const size_t count = json_array_size(values);
    const bool any = count > 0 && (wishes->sum || wishes->average || wishes->maximum || wishes->minimum);
    struct measure of = {.services = services, .property = property, .least = INFINITY, .most = -INFINITY};

    if (any && !add_all(&of, values, error))
        return NULL;
    return json_pack("[{s:s, s:{s:o, s:o, s:o, s:o, s:o, s:o}}]", "type", "GenericMeasureInfo", "members", "Count",
                     number(true, (double)count), "Average", number(any && wishes->average, of.sum / (double)count),
                     "Sum", number(any && wishes->sum, of.sum), "Maximum", number(any && wishes->maximum, of.most),
                     "Minimum", number(any && wishes->minimum, of.least), "Property",
                     property ? typed_string(property) : json_null());
}
