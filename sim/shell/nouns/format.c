/* SPDX-License-Identifier: MIT */
/* Lists, tables and selections of objects. */
#include "format.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"
#include "properties.h"
#include "recorded_objects.h"
#include "shell/language/table.h"

#include <string.h>

enum { MOST_SELECTED = 4 }; /* Select-Object prints a table of so many properties, a list of more */

struct format {
    enum layout layout;
    struct word_list properties;
    struct table *table;
    char *collected; /* the property whose values are kept instead; NULL: all is printed */
    struct word_list *values;
    bool met;
    struct recording *recording; /* takes the objects instead; NULL: they are printed */
    const char *noun;            /* of what is recorded */
    bool online;
};

struct format *format_new(enum layout layout, struct word_list *properties)
{
    struct format *format = memory_new(sizeof *format);

    *format = (struct format){.layout = layout, .properties = *properties, .table = table_new()};
    *properties = (struct word_list){0};
    return format;
}

struct format *format_new_collecting(const char *property, struct word_list *values)
{
    struct word_list none = {0};
    struct format *format = format_new(LAYOUT_LIST, &none);

    format->collected = text_copy(property);
    format->values = values;
    return format;
}

void format_record(struct format *format, struct recording *recording, const struct noun *noun, bool online)
{
    format->recording = recording;
    format->noun = noun->name;
    format->online = online;
}

bool format_has_met(const struct format *format)
{
    return format->met;
}

void format_free(struct format **format)
{
    if (*format) {
        word_list_clear(&(*format)->properties);
        table_free(&(*format)->table);
        free((*format)->collected);
    }
    free(*format);
    *format = NULL;
}

/* What is shown of one object. */
struct shown_object {
    struct cell *cells;
    size_t count;
};

static void record_clear(struct shown_object *record)
{
    cells_clear(record->cells, record->count);
    free(record->cells);
}

static bool has(const struct shown_object *record, const char *column)
{
    for (size_t i = 0; i < record->count; i++)
        if (text_equal(record->cells[i].column, column))
            return true;
    return false;
}

/* Takes the text. */
static void add(struct shown_object *record, const char *column, char *text, bool right)
{
    struct cell *cells = memory_one_more(record->cells, record->count, sizeof *cells);

    record->cells = cells;
    cells[record->count++] = (struct cell){column, text, right};
}

static void make_one_line(char *text)
{
    for (; *text; text++)
        if (*text == '\n' || *text == '\r')
            *text = ' ';
}

/* Of the first object Select-Object learns what it prints. */
static void print(struct format *format, FILE *output, struct shown_object *record)
{
    if (format->layout == LAYOUT_SELECT)
        format->layout = record->count > MOST_SELECTED ? LAYOUT_LIST : LAYOUT_TABLE;
    if (format->layout == LAYOUT_LIST) {
        list_print(output, record->cells, record->count);
        return;
    }
    for (size_t i = 0; i < record->count; i++)
        make_one_line(record->cells[i].text);
    table_add(format->table, record->cells, record->count);
    record->count = 0;
}

/* The caller frees it. */
static char *value_text(const struct shown_property *property, const xmlNode *object)
{
    struct word_list values = {0};
    char *text = NULL;
    size_t length;
    FILE *memory = text_stream(&text, &length);

    property_values(property, object, &values);
    fputs(property->list ? "{" : "", memory);
    for (size_t i = 0; i < values.count && (i == 0 || property->list); i++)
        fprintf(memory, "%s%s", i > 0 ? ", " : "", property_spelled(property, values.items[i]));
    fputs(property->list ? "}" : "", memory);
    text_stream_close(memory);
    word_list_clear(&values);
    return text;
}

static void add_property(struct shown_object *record, const struct shown_property *property, const xmlNode *object,
                         const char *name)
{
    if (!has(record, name))
        add(record, name, value_text(property, object), strcmp(property->type, "Int32") == 0);
}

/* "Identity": every object has one, whatever its noun calls it. */
static bool add_identity(struct shown_object *record, const struct noun *noun, const xmlNode *object,
                         const char *pattern)
{
    struct shown_property property;

    if (!text_equal(pattern, "Identity") || property_find(noun, object, "Identity", &property) ||
        !property_find(noun, object, noun_identity(noun)->name, &property))
        return false;
    add_property(record, &property, object, "Identity");
    return true;
}

static void add_matching(struct shown_object *record, const struct noun *noun, const xmlNode *object,
                         const char *pattern)
{
    struct shown_property property;

    if (add_identity(record, noun, object, pattern))
        return;
    for (size_t i = 0; property_at(noun, object, i, &property); i++)
        if (text_matches(property.name, pattern))
            add_property(record, &property, object, property.name);
}

/* A list passes over what no object has; a table has an empty column for it. */
static void add_unknown(const struct format *format, struct shown_object *record, size_t before, const char *pattern)
{
    if (record->count == before && format->layout != LAYOUT_LIST && !strchr(pattern, '*') && !has(record, pattern))
        add(record, pattern, text_copy(""), false);
}

static void collect_object(struct format *format, const struct noun *noun, const xmlNode *object)
{
    struct shown_property property;

    if (!property_find(noun, object, format->collected, &property))
        return;
    format->met = true;
    property_values(&property, object, format->values);
}

static void print_object(struct format *format, FILE *output, const struct noun *noun, const xmlNode *object)
{
    CLEANUP(record_clear) struct shown_object record = {0};
    struct shown_property property;

    for (size_t i = 0; format->properties.count == 0 && property_at(noun, object, i, &property); i++)
        if (!property.hidden)
            add_property(&record, &property, object, property.name);
    for (size_t i = 0; i < format->properties.count; i++) {
        const size_t before = record.count;
        add_matching(&record, noun, object, format->properties.items[i]);
        add_unknown(format, &record, before, format->properties.items[i]);
    }
    print(format, output, &record);
}

void format_object(struct format *format, FILE *output, const struct noun *noun, const xmlNode *object)
{
    if (format->collected)
        collect_object(format, noun, object);
    else if (format->recording)
        record_object(format->recording, noun, object);
    else
        print_object(format, output, noun, object);
}

static void add_rows(struct shown_object *record, const struct result_row *rows, size_t count, const char *pattern)
{
    for (size_t i = 0; i < count; i++)
        if (text_matches(rows[i].name, pattern) && !has(record, rows[i].name))
            add(record, rows[i].name, text_copy(rows[i].text ? rows[i].text : ""), false);
}

static void collect_lines(struct format *format, const char *text)
{
    while (text && *text) {
        const size_t length = strcspn(text, "\n");
        word_list_add(format->values, text_format("%.*s", (int)length, text));
        text += length + (text[length] == '\n');
    }
}

static void collect_result(struct format *format, const struct result_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(rows[i].name, format->collected)) {
            format->met = true;
            collect_lines(format, rows[i].text);
        }
}

void format_result(struct format *format, FILE *output, const struct result_row *rows, size_t count)
{
    CLEANUP(record_clear) struct shown_object record = {0};

    if (format->collected) {
        collect_result(format, rows, count);
        return;
    }
    if (format->recording) {
        record_result(format->recording, format->noun, rows, count, format->online);
        return;
    }
    if (format->properties.count == 0)
        add_rows(&record, rows, count, "*");
    for (size_t i = 0; i < format->properties.count; i++) {
        const size_t before = record.count;
        add_rows(&record, rows, count, format->properties.items[i]);
        add_unknown(format, &record, before, format->properties.items[i]);
    }
    print(format, output, &record);
    format_pause(format, output);
}

void format_pause(struct format *format, FILE *output)
{
    if (format->layout == LAYOUT_LIST && !format->collected && !format->recording)
        fputc('\n', output);
}

void format_finish(struct format *format, FILE *output)
{
    if (output && format->layout == LAYOUT_TABLE)
        table_print(output, format->table, TABLE_WIDTH);
}
