/* SPDX-License-Identifier: MIT */
/* CSV, JSON, and what Get-Member says. */
#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "layouts.h"
#include "shell/nouns/typed_values.h"
#include "value_members.h"

#include <string.h>

enum { JSON_INDENT_WIDTH = 2 };

static void print_quoted(FILE *output, const char *text, bool first)
{
    fputs(first ? "\"" : ",\"", output);
    for (; *text; text++)
        fprintf(output, *text == '"' ? "\"\"" : "%c", *text);
    fputc('"', output);
}

/* A list as Exchange's lists print themselves: its values with blanks between. */
static char *column_text(const struct layout_target *target, const json_t *value)
{
    char *text = text_copy("");
    size_t index;
    json_t *item;

    if (!json_is_array(value)) {
        free(text);
        return member_text(target->services, value);
    }
    json_array_foreach((json_t *)(uintptr_t)value, index, item)
    {
        CLEANUP(cleanup_string) char *before = text;
        CLEANUP(cleanup_string) char *one = member_text(target->services, item);
        text = text_format("%s%s%s", before, index > 0 ? " " : "", one);
    }
    return text;
}

/* The members of the first, as PowerShell does. */
void layout_csv(const struct layout_target *target, const json_t *values)
{
    json_t *const columns = json_object_get(json_array_get(values, 0), "members");
    const char *name;
    json_t *value, *unused;
    size_t index, column = 0;

    json_object_foreach(columns, name, unused) print_quoted(target->output, name, column++ == 0);
    fputs(columns ? "\n" : "", target->output);
    json_array_foreach(values, index, value)
    {
        column = 0;
        json_object_foreach(columns, name, unused)
        {
            const json_t *const member = json_object_get(json_object_get(value, "members"), name);
            CLEANUP(cleanup_string) char *text = column_text(target, member);
            print_quoted(target->output, text, column++ == 0);
        }
        fputs(columns ? "\n" : "", target->output);
    }
}

static json_t *plain_json(const struct layout_target *target, const json_t *value);

static json_t *plain_list(const struct layout_target *target, const json_t *list)
{
    json_t *plain = json_array(), *item;
    size_t index;

    json_array_foreach(list, index, item) json_array_append_new(plain, plain_json(target, item));
    return plain;
}

static json_t *plain_members(const struct layout_target *target, const json_t *object)
{
    json_t *plain = json_object(), *value;
    const char *name;

    json_object_foreach(json_object_get(object, "members"), name, value)
        json_object_set_new(plain, name, plain_json(target, value));
    return plain;
}

/* Truth and numbers as such; what has members as an object; all else as its text. */
static json_t *plain_json(const struct layout_target *target, const json_t *value)
{
    const char *const type = json_member_text(value, "type"), *const text = json_member_text(value, "text");
    CLEANUP(cleanup_string) char *printed = NULL;

    if (json_is_array(value))
        return plain_list(target, value);
    if (!json_is_object(value))
        return json_deep_copy(value);
    if (json_object_get(value, "members"))
        return plain_members(target, value);
    if (strcmp(type, "Boolean") == 0)
        return json_boolean(text_equal(text, "true"));
    if (strcmp(type, "Int32") == 0)
        return json_integer(strtol(text, NULL, 10));
    printed = member_text(target->services, value);
    return json_text(printed);
}

static void print_json(const struct layout_target *target, const json_t *values, size_t flags)
{
    const bool single = json_array_size(values) == 1;
    CLEANUP(json_release) json_t *plain = plain_json(target, single ? json_array_get(values, 0) : values);
    CLEANUP(cleanup_string) char *text = json_dumps(plain, flags | JSON_ENCODE_ANY);

    if (json_array_size(values) > 0)
        fprintf(target->output, "%s\n", text);
}

void layout_json(const struct layout_target *target, const json_t *values)
{
    print_json(target, values, JSON_INDENT(JSON_INDENT_WIDTH));
}

void layout_compressed_json(const struct layout_target *target, const json_t *values)
{
    print_json(target, values, JSON_COMPACT);
}

/* "string Alias {get;set;}" */
static char *definition(const char *name, const json_t *value)
{
    const json_t *const one = json_is_array(value) ? json_array_get(value, 0) : value;
    const char *const type = json_object_get(one, "type") ? json_member_text(one, "type") : "Object";

    return text_format("%s%s %s {get;set;}", type, json_is_array(value) ? "[]" : "", name);
}

static json_t *describe(const char *type, const char *name, const json_t *value)
{
    CLEANUP(cleanup_string) char *defined = definition(name, value);

    return json_pack("{s:s, s:s, s:{s:o, s:o, s:o}}", "type", DESCRIBED_MEMBER, "identity", type, "members", "Name",
                     typed_string(name), "MemberType", typed_string("Property"), "Definition", typed_string(defined));
}

static bool is_wanted(const char *name, const struct word_list *patterns)
{
    for (size_t i = 0; i < patterns->count; i++)
        if (text_matches(name, patterns->items[i]))
            return true;
    return patterns->count == 0;
}

json_t *layout_members(const json_t *values, const struct word_list *patterns)
{
    CLEANUP(json_release) json_t *seen = json_object();
    json_t *described = json_array(), *value, *member;
    const char *name;
    size_t index;

    json_array_foreach((json_t *)(uintptr_t)values, index, value)
    {
        const char *const type = json_member_text(value, "type");
        json_object_foreach(json_object_get(value, "members"), name, member)
        {
            if (!json_object_get(seen, type) && is_wanted(name, patterns))
                json_array_append_new(described, describe(type, name, member));
        }
        json_object_set_new(seen, type, json_true());
    }
    return described;
}
