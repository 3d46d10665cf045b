/* SPDX-License-Identifier: MIT */
#include "format.h"

#include "objects.h"
#include "text.h"

#include <string.h>

static const char *shown(const struct parameter *parameter, const xmlNode *value)
{
    const char *text = property_text(value);

    if (parameter->type != TYPE_FLAG || !*text)
        return text;
    return text_equal(text, "true") ? "True" : "False";
}

static void print_values(FILE *output, const struct parameter *parameter, const xmlNode *object)
{
    const xmlNode *value = property_first(object, parameter->name);

    if (!(parameter->flags & LIST)) {
        fputs(shown(parameter, value), output);
        return;
    }
    fputc('{', output);
    for (; value; value = property_next(value))
        fprintf(output, "%s%s", property_text(value), property_next(value) ? ", " : "");
    fputc('}', output);
}

void format_list(FILE *output, const struct noun *noun, const xmlNode *object)
{
    size_t width = 0;

    for (size_t i = 0; i < noun->count; i++)
        width = strlen(noun->parameters[i].name) > width ? strlen(noun->parameters[i].name) : width;
    fputc('\n', output);
    for (size_t i = 0; i < noun->count; i++) {
        fprintf(output, "%-*s : ", (int)width, noun->parameters[i].name);
        print_values(output, &noun->parameters[i], object);
        fputc('\n', output);
    }
}
