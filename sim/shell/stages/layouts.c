/* SPDX-License-Identifier: MIT */
/* Lists and tables. */
#include "layouts.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "shell/language/table.h"
#include "value_members.h"
#include "vocabulary/nouns.h"

#include <string.h>

enum { MOST_IN_TABLE = 4 }; /* an object of PowerShell with so many members is a row of a table, one with more a list */

static bool is_text(const json_t *value)
{
    return json_object_get(value, "text");
}

static bool is_made(const json_t *object)
{
    return strcmp(json_member_text(object, "type"), MADE_OBJECT) == 0;
}

/* Shown where it is asked for by name alone. */
static bool is_hidden(const json_t *object, const char *name)
{
    const struct noun *const noun = noun_find(json_member_text(object, "type"));
    const size_t index = noun ? noun_parameter(noun, name) : 0;

    return noun && index < noun->count && (noun->parameters[index].flags & HIDDEN);
}

static bool is_wanted(const json_t *object, const char *name, const char *pattern)
{
    return pattern ? text_matches(name, pattern) : !is_hidden(object, name);
}

/* pattern NULL: all that are not hidden. */
static void select_matching(json_t *selected, const json_t *object, const char *pattern)
{
    const char *name;
    json_t *value;

    json_object_foreach(json_object_get(object, "members"), name, value)
    {
        if (is_wanted(object, name, pattern) && !json_object_get(selected, name))
            json_object_set(selected, name, value);
    }
}

static json_t *select_members(const json_t *object, const struct word_list *properties, bool with_unknown)
{
    json_t *selected = json_object();

    if (properties->count == 0)
        select_matching(selected, object, NULL);
    for (size_t i = 0; i < properties->count; i++) {
        const char *const pattern = properties->items[i];
        const size_t before = json_object_size(selected);
        select_matching(selected, object, pattern);
        if (with_unknown && json_object_size(selected) == before && !strchr(pattern, '*') &&
            !json_object_get(selected, pattern))
            json_object_set_new(selected, pattern, json_null());
    }
    return selected;
}

json_t *layout_select(const json_t *object, const struct word_list *properties)
{
    json_t *made = json_pack("{s:s, s:o}", "type", MADE_OBJECT, "members", select_members(object, properties, true));

    if (json_object_get(object, "identity"))
        json_object_set(made, "identity", json_object_get(object, "identity"));
    return made;
}

/* One line for a table, as it is for a list. The caller clears the cells. */
static size_t make_cells(const struct layout_target *target, const json_t *members, struct cell **cells, bool one_line)
{
    const char *name;
    json_t *value;
    size_t count = 0;

    *cells = memory_array(json_object_size(members) + 1, sizeof **cells);
    json_object_foreach((json_t *)(uintptr_t)members, name, value)
    {
        char *text = member_text(target->services, value);
        for (char *next = text; one_line && *next; next++)
            if (*next == '\n' || *next == '\r')
                *next = ' ';
        (*cells)[count++] = (struct cell){name, text, strcmp(json_member_text(value, "type"), "Int32") == 0};
    }
    return count;
}

static void print_text(const struct layout_target *target, const json_t *value)
{
    CLEANUP(cleanup_string) char *text = member_text(target->services, value);

    fprintf(target->output, "%s\n", text);
}

static void print_list(const struct layout_target *target, const json_t *values, const struct word_list *properties)
{
    size_t index;
    json_t *value;

    json_array_foreach(values, index, value)
    {
        CLEANUP(json_release) json_t *members = select_members(value, properties, false);
        struct cell *cells;
        size_t count;
        if (is_text(value)) {
            print_text(target, value);
            continue;
        }
        count = make_cells(target, members, &cells, false);
        list_print(target->output, cells, count);
        cells_clear(cells, count);
        free(cells);
    }
    fputc('\n', target->output);
}

/* The columns of a table are those of its first row. */
static json_t *row_of(const json_t *value, const json_t *columns)
{
    json_t *row = json_object(), *unused;
    const char *name;

    json_object_foreach((json_t *)(uintptr_t)columns, name, unused)
    {
        json_t *member = json_object_get(json_object_get(value, "members"), name);
        json_object_set(row, name, member ? member : json_null());
    }
    return row;
}

static void print_table(const struct layout_target *target, const json_t *values, const struct word_list *properties)
{
    CLEANUP(table_free) struct table *table = table_new();
    CLEANUP(json_release) json_t *columns = select_members(json_array_get(values, 0), properties, true);
    size_t index;
    json_t *value;

    json_array_foreach(values, index, value)
    {
        CLEANUP(json_release) json_t *row = row_of(value, columns);
        struct cell *cells;
        const size_t count = make_cells(target, row, &cells, true);
        for (size_t i = 0; i < count; i++) { /* the names have to outlive the rows */
            cells[i].column = json_object_iter_key(json_object_iter_at(columns, cells[i].column));
        }
        table_add(table, cells, count);
        free(cells);
    }
    table_print(target->output, table, TABLE_WIDTH);
}

void layout_print(const struct layout_target *target, const json_t *values, enum layout layout,
                  const struct word_list *properties)
{
    if (json_array_size(values) == 0)
        return;
    if (layout == LAYOUT_TABLE && !is_text(json_array_get(values, 0)))
        print_table(target, values, properties);
    else
        print_list(target, values, properties);
}

/* Those of one type behind the other, each with a head. */
static void print_described(const struct layout_target *target, const json_t *values)
{
    const struct word_list all = {0};
    size_t begin = 0;

    for (size_t i = 1; i <= json_array_size(values); i++) {
        const char *const type = json_member_text(json_array_get(values, begin), "identity");
        if (i < json_array_size(values) && strcmp(type, json_member_text(json_array_get(values, i), "identity")) == 0)
            continue;
        CLEANUP(json_release) json_t *part = json_array();
        for (; begin < i; begin++)
            json_array_append(part, json_array_get(values, begin));
        fprintf(target->output, "\n   TypeName: %s\n", type);
        layout_print(target, part, LAYOUT_TABLE, &all);
    }
}

void layout_default(const struct layout_target *target, const json_t *values)
{
    const struct word_list all = {0};
    const json_t *const first = json_array_get(values, 0);
    const size_t members = json_object_size(json_object_get(first, "members"));
    size_t index;
    json_t *value;

    if (strcmp(json_member_text(first, "type"), DESCRIBED_MEMBER) == 0) {
        print_described(target, values);
        return;
    }
    if (first && !is_text(first)) {
        layout_print(target, values, is_made(first) && members <= MOST_IN_TABLE ? LAYOUT_TABLE : LAYOUT_LIST, &all);
        return;
    }
    json_array_foreach(values, index, value) print_text(target, value);
}
