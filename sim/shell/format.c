/* SPDX-License-Identifier: MIT */
#include "format.h"

#include "objects.h"
#include "text.h"

#include <string.h>

static const char *shown_text(const struct parameter *parameter, const xmlNode *value)
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
        fputs(shown_text(parameter, value), output);
        return;
    }
    fputc('{', output);
    for (; value; value = property_next(value))
        fprintf(output, "%s%s", property_text(value), property_next(value) ? ", " : "");
    fputc('}', output);
}

static bool is_wanted(const struct parameter *parameter, const struct word_list *wanted)
{
    for (size_t i = 0; i < wanted->count; i++)
        if (text_matches(parameter->name, wanted->items[i]))
            return true;
    return wanted->count == 0 && !(parameter->flags & HIDDEN);
}

/* "fl Identity": every object has one, whatever its noun calls it. */
static bool asks_identity(const struct noun *noun, const struct word_list *wanted)
{
    for (size_t i = 0; i < wanted->count; i++)
        if (text_equal(wanted->items[i], "Identity"))
            return noun_parameter(noun, "Identity") == noun->count;
    return false;
}

void format_list(FILE *output, const struct noun *noun, const xmlNode *object, const struct word_list *wanted)
{
    size_t width = asks_identity(noun, wanted) ? strlen("Identity") : 0;

    for (size_t i = 0; i < noun->count; i++)
        if (is_wanted(&noun->parameters[i], wanted) && strlen(noun->parameters[i].name) > width)
            width = strlen(noun->parameters[i].name);
    fputc('\n', output);
    if (asks_identity(noun, wanted)) {
        fprintf(output, "%-*s : ", (int)width, "Identity");
        print_values(output, noun_identity(noun), object);
        fputc('\n', output);
    }
    for (size_t i = 0; i < noun->count; i++)
        if (is_wanted(&noun->parameters[i], wanted)) {
            fprintf(output, "%-*s : ", (int)width, noun->parameters[i].name);
            print_values(output, &noun->parameters[i], object);
            fputc('\n', output);
        }
}

static void print_text(FILE *output, const char *text, size_t indent)
{
    for (; *text; text++)
        if (*text == '\n')
            fprintf(output, "\n%*s", (int)indent, "");
        else if (*text != '\r')
            fputc(*text, output);
}

void format_result(FILE *output, const struct result_row *rows, size_t count, const struct word_list *wanted)
{
    size_t width = 0;

    for (size_t i = 0; i < count; i++)
        width = strlen(rows[i].name) > width ? strlen(rows[i].name) : width;
    fputc('\n', output);
    for (size_t i = 0; i < count; i++)
        if (is_wanted(&(struct parameter){.name = rows[i].name}, wanted)) {
            fprintf(output, "%-*s : ", (int)width, rows[i].name);
            print_text(output, rows[i].text ? rows[i].text : "", width + 3);
            fputc('\n', output);
        }
    fputc('\n', output);
}
