/* SPDX-License-Identifier: MIT */
/* The table of parameters, and reading them. */
#include "wishes.h"

#include "base/cleanup.h"
#include "base/text.h"
#include "shell/language/command_line.h"
#include "shell/language/parser.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum wish_kind { KIND_WORDS, KIND_WORD, KIND_NUMBER, KIND_SWITCH, KIND_IGNORED_VALUE, KIND_IGNORED_SWITCH };

#define FIELD(name) offsetof(struct wishes, name)

enum { NO_FIELD }; /* of what is ignored */

static const struct row {
    enum own_word word;
    const char *name;
    enum wish_kind kind;
    size_t field;
} rows[] = {
    {OWN_LIST, "Property", KIND_WORDS, FIELD(properties)},
    {OWN_TABLE, "Property", KIND_WORDS, FIELD(properties)},
    {OWN_TABLE, "AutoSize", KIND_IGNORED_SWITCH, NO_FIELD},
    {OWN_TABLE, "Wrap", KIND_IGNORED_SWITCH, NO_FIELD},
    {OWN_SELECT, "Property", KIND_WORDS, FIELD(properties)},
    {OWN_SELECT, "ExpandProperty", KIND_WORD, FIELD(expanded)},
    {OWN_SELECT, "First", KIND_NUMBER, FIELD(first)},
    {OWN_SELECT, "Last", KIND_NUMBER, FIELD(last)},
    {OWN_SELECT, "Skip", KIND_NUMBER, FIELD(skip)},
    {OWN_SELECT, "Unique", KIND_SWITCH, FIELD(unique)},
    {OWN_SORT, "Property", KIND_WORDS, FIELD(properties)},
    {OWN_SORT, "Descending", KIND_SWITCH, FIELD(descending)},
    {OWN_SORT, "Unique", KIND_SWITCH, FIELD(unique)},
    {OWN_MEASURE, "Property", KIND_WORDS, FIELD(properties)},
    {OWN_MEASURE, "Sum", KIND_SWITCH, FIELD(sum)},
    {OWN_MEASURE, "Average", KIND_SWITCH, FIELD(average)},
    {OWN_MEASURE, "Maximum", KIND_SWITCH, FIELD(maximum)},
    {OWN_MEASURE, "Minimum", KIND_SWITCH, FIELD(minimum)},
    {OWN_EACH, "MemberName", KIND_WORDS, FIELD(properties)},
    {OWN_STRING, "Width", KIND_IGNORED_VALUE, NO_FIELD},
    {OWN_STRING, "Stream", KIND_IGNORED_SWITCH, NO_FIELD},
    {OWN_STRING, "Paging", KIND_IGNORED_SWITCH, NO_FIELD},
    {OWN_CSV, "NoTypeInformation", KIND_IGNORED_SWITCH, NO_FIELD},
    {OWN_CSV, "NTI", KIND_IGNORED_SWITCH, NO_FIELD},
    {OWN_JSON, "Depth", KIND_IGNORED_VALUE, NO_FIELD},
    {OWN_JSON, "Compress", KIND_SWITCH, FIELD(compressed)},
    {OWN_MEMBERS, "Name", KIND_WORDS, FIELD(properties)},
    {OWN_MEMBERS, "MemberType", KIND_IGNORED_VALUE, NO_FIELD},
    {OWN_MEMBERS, "Force", KIND_IGNORED_SWITCH, NO_FIELD},
};

/* Its beginning is enough; without a name, the first that takes words. */
static const struct row *find_row(enum own_word word, const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (rows[i].word == word && (name ? text_starts(rows[i].name, name) : rows[i].kind == KIND_WORDS))
            return &rows[i];
    return NULL;
}

static bool take_words(struct word_list *list, struct value *value)
{
    if (value->kind != VALUE_LIST || list->count > 0)
        return false;
    *list = value->items;
    value->items = (struct word_list){0};
    return true;
}

static bool take_word(char **word, const struct value *value)
{
    if (value->kind != VALUE_LIST || value->items.count != 1 || *word)
        return false;
    *word = text_copy(value->items.items[0]);
    return true;
}

static bool take_number(long *number, const struct value *value)
{
    char *end = NULL;

    if (value->kind != VALUE_LIST || value->items.count != 1)
        return false;
    *number = strtol(value->items.items[0], &end, 10);
    return !*end && *number >= 0;
}

static bool take_value(struct wishes *wishes, const struct row *row, struct value *value)
{
    void *const field = (char *)wishes + row->field;

    if (row->kind == KIND_WORDS)
        return take_words(field, value);
    if (row->kind == KIND_WORD)
        return take_word(field, value);
    return row->kind != KIND_NUMBER || take_number(field, value);
}

static bool is_switch(const struct row *row)
{
    return row->kind == KIND_SWITCH || row->kind == KIND_IGNORED_SWITCH;
}

static void set_switch(struct wishes *wishes, const struct row *row)
{
    if (row->kind == KIND_SWITCH)
        *(bool *)((char *)wishes + row->field) = true;
}

static bool refuse(const char *word, const struct argument *argument, struct error *error)
{
    return error_set(error, "'%s%s' behind %s is more than this shell knows of PowerShell: fblab pwsh has it.",
                     argument->name ? "-" : "",
                     argument->name ? argument->name
                     : argument->value.kind == VALUE_LIST && argument->value.items.count > 0
                         ? argument->value.items.items[0]
                         : "that",
                     word);
}

/* The value behind a name without a colon is an argument of its own. */
static bool read_argument(struct wishes *wishes, enum own_word word, struct command_line *line, size_t *index,
                          struct error *error)
{
    struct argument *const argument = &line->arguments[*index];
    const struct row *const row = find_row(word, argument->name);
    struct value *value = &argument->value;

    if (!row)
        return refuse(line->cmdlet, argument, error);
    if (is_switch(row)) {
        set_switch(wishes, row);
        return true;
    }
    if (argument->name && value->kind == VALUE_NONE) {
        if (*index + 1 == line->count || line->arguments[*index + 1].name)
            return error_set(error, "Missing an argument for parameter '%s'.", row->name);
        value = &line->arguments[++*index].value;
    }
    return take_value(wishes, row, value) || refuse(line->cmdlet, argument, error);
}

bool wishes_read(struct wishes *wishes, enum own_word word, const char *text, struct error *error)
{
    CLEANUP(command_line_free) struct command_line *line = NULL;
    struct error reason;

    *wishes = (struct wishes){.first = -1, .last = -1, .skip = -1};
    if (strchr(text, '{'))
        return error_set(error, "'{' behind %.*s is more than this shell knows of PowerShell: fblab pwsh has it.",
                         (int)strcspn(text, " \t{"), text);
    line = command_line_parse(text, &reason);
    if (!line)
        return error_set(error, "%s fblab pwsh knows all of PowerShell's.", reason.text);
    for (size_t i = 0; i < line->count; i++)
        if (!read_argument(wishes, word, line, &i, error))
            return false;
    return true;
}

const char *wishes_parameter(enum own_word word, size_t index)
{
    for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
        if (rows[i].word == word && index-- == 0)
            return rows[i].name;
    return NULL;
}

void wishes_clear(struct wishes *wishes)
{
    word_list_clear(&wishes->properties);
    free(wishes->expanded);
    wishes->expanded = NULL;
}
