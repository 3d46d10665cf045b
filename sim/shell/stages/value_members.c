/* SPDX-License-Identifier: MIT */
/* Members of objects, of typed values, and of what PowerShell itself knows: texts, lists, URLs, certificates. */
#include "value_members.h"

#include "base/cleanup.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "base/text.h"
#include "shell/nouns/typed_values.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_name(char character)
{
    return isalnum((unsigned char)character) || character == '_';
}

static size_t name_length(const char *text)
{
    size_t length = 0;

    while (is_name(text[length]))
        length++;
    return length;
}

/* Of ".Name" or "[-1]" at the beginning; 0: it is neither. */
static size_t step_length(const char *text)
{
    const char *digits = text + 1;
    size_t length;

    if (text[0] == '.' && (length = name_length(text + 1)) > 0)
        return length + 1;
    if (text[0] != '[')
        return 0;
    digits += *digits == '-';
    length = strspn(digits, "0123456789");
    return length > 0 && digits[length] == ']' ? (size_t)(digits - text) + length + 1 : 0;
}

size_t members_length(const char *text)
{
    size_t length = 0, step;

    while ((step = step_length(text + length)) > 0)
        length += step;
    return length;
}

const char *member_spelling(const json_t *object, const char *name)
{
    const char *key;
    json_t *value;

    json_object_foreach(json_object_get(object, "members"), key, value) if (strcasecmp(key, name) == 0) return key;
    return NULL;
}

/* Members that are plain JSON become values. */
static json_t *as_value(const json_t *json)
{
    CLEANUP(cleanup_string) char *number = NULL;

    if (json_is_string(json))
        return typed_string(json_string_value(json));
    if (json_is_boolean(json))
        return typed_value("Boolean", json_is_true(json) ? "true" : "false", false);
    if (!json_is_integer(json))
        return json_deep_copy(json);
    number = text_format("%" JSON_INTEGER_FORMAT, json_integer_value(json));
    return typed_value("Int32", number, false);
}

static const char *text_of(const json_t *value)
{
    return json_member_text(value, "text");
}

static json_t *length_of(const struct shell_services *services, const json_t *value)
{
    CLEANUP(cleanup_string) char *text = text_format("%zu", strlen(text_of(value)));

    (void)services;
    return typed_value("Int32", text, false);
}

static json_t *original_of(const struct shell_services *services, const json_t *value)
{
    (void)services;
    return typed_string(text_of(value));
}

static json_t *host_of(const struct shell_services *services, const json_t *value)
{
    const char *const slashes = strstr(text_of(value), "//");
    const char *const host = slashes ? slashes + 2 : "";
    CLEANUP(cleanup_string) char *text = text_copy_part(host, strcspn(host, ":/"));

    (void)services;
    return typed_string(text);
}

static bool read_certificate(const struct shell_services *services, const json_t *value,
                             struct shell_certificate *certificate)
{
    struct error error;

    return services && services->read && services->read(services->context, text_of(value), certificate, &error);
}

#define OF_CERTIFICATE(name, type, field)                                                                              \
    static json_t *name(const struct shell_services *services, const json_t *value)                                    \
    {                                                                                                                  \
        CLEANUP(shell_certificate_clear) struct shell_certificate certificate = {0};                                   \
        return read_certificate(services, value, &certificate) ? typed_value(type, certificate.field, false) : NULL;   \
    }
OF_CERTIFICATE(thumbprint_of, "String", thumbprint)
OF_CERTIFICATE(beginning_of, "DateTime", not_before)
OF_CERTIFICATE(end_of, "DateTime", not_after)

/* What PowerShell's own types have; type NULL: any that is a text. */
static const struct known_member {
    const char *type, *name;
    json_t *(*read)(const struct shell_services *services, const json_t *value);
} known_members[] = {
    {"X509Certificate2", "Thumbprint", thumbprint_of},
    {"X509Certificate2", "NotBefore", beginning_of},
    {"X509Certificate2", "NotAfter", end_of},
    {"Uri", "AbsoluteUri", original_of},
    {"Uri", "OriginalString", original_of},
    {"Uri", "Host", host_of},
    {NULL, "Length", length_of},
};

static json_t *known_member(const struct shell_services *services, const json_t *value, const char *name)
{
    for (size_t i = 0; json_object_get(value, "text") && i < ARRAY_SIZE(known_members); i++)
        if (text_equal(known_members[i].name, name) &&
            (!known_members[i].type || strcmp(known_members[i].type, json_member_text(value, "type")) == 0))
            return known_members[i].read(services, value);
    return NULL;
}

/* NULL: it has no such member. The caller owns the reference. */
static json_t *member_of(const struct shell_services *services, const json_t *value, const char *name)
{
    const char *const spelling = member_spelling(value, name);

    if (spelling)
        return as_value(json_object_get(json_object_get(value, "members"), spelling));
    return known_member(services, value, name);
}

/* A list is as good as what stands in it; nothing is nothing. */
static void append_flat(json_t *list, json_t *value)
{
    size_t index;
    json_t *item;

    if (json_is_array(value))
        json_array_foreach(value, index, item) json_array_append(list, item);
    else if (value && !json_is_null(value))
        json_array_append(list, value);
    json_decref(value);
}

static json_t *count_of(const json_t *values)
{
    CLEANUP(cleanup_string) char *text = text_format("%zu", json_array_size(values));

    return json_pack("[o]", typed_value("Int32", text, false));
}

/* Of all values; "Count", where none of them has it, is theirs together. */
static json_t *read_members(const struct shell_services *services, const json_t *values, const char *name)
{
    json_t *found = json_array(), *value;
    size_t index;

    json_array_foreach(values, index, value) append_flat(found, member_of(services, value, name));
    if (json_array_size(found) > 0 || !(text_equal(name, "Count") || text_equal(name, "Length")))
        return found;
    json_decref(found);
    return count_of(values);
}

/* Negative from the end. */
static json_t *read_item(const json_t *values, long index)
{
    const long size = (long)json_array_size(values);
    json_t *item = json_array_get(values, (size_t)(index < 0 ? size + index : index));

    return item && index >= -size ? json_pack("[O]", item) : json_array();
}

json_t *members_follow(const struct shell_services *services, const json_t *values, const char *path)
{
    json_t *current = json_copy((json_t *)(uintptr_t)values);
    size_t length;

    for (; (length = step_length(path)) > 0; path += length) {
        CLEANUP(cleanup_string) char *name = text_copy_part(path + 1, length - 1);
        json_t *next =
            path[0] == '[' ? read_item(current, strtol(name, NULL, 10)) : read_members(services, current, name);
        json_decref(current);
        current = next;
    }
    return current;
}

static char *list_text(const struct shell_services *services, const json_t *list)
{
    char *text = NULL;
    size_t length, index;
    FILE *output = text_stream(&text, &length);
    json_t *item;

    fputc('{', output);
    json_array_foreach(list, index, item)
    {
        CLEANUP(cleanup_string) char *one = member_text(services, item);
        fprintf(output, "%s%s", index > 0 ? ", " : "", one);
    }
    fputc('}', output);
    text_stream_close(output);
    return text;
}

static char *certificate_text(const struct shell_services *services, const json_t *value)
{
    CLEANUP(shell_certificate_clear) struct shell_certificate certificate = {0};

    return text_copy(read_certificate(services, value, &certificate) ? certificate.thumbprint : text_of(value));
}

char *member_text(const struct shell_services *services, const json_t *value)
{
    const char *const type = json_member_text(value, "type");

    if (json_is_array(value))
        return list_text(services, value);
    if (!json_is_object(value))
        return text_copy("");
    if (!json_object_get(value, "text"))
        return member_identity(services, value);
    if (strcmp(type, "X509Certificate2") == 0)
        return certificate_text(services, value);
    if (strcmp(type, "Boolean") == 0)
        return text_copy(flag_spelled(text_of(value)));
    return text_copy(text_of(value));
}

char *member_identity(const struct shell_services *services, const json_t *value)
{
    static const char *const names[] = {"Identity", "Name", "UserPrincipalName"};

    if (json_object_get(value, "text") || !json_is_object(value))
        return member_text(services, value);
    if (json_object_get(value, "identity"))
        return text_copy(json_member_text(value, "identity"));
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (member_spelling(value, names[i]))
            return member_text(services, json_object_get(json_object_get(value, "members"), names[i]));
    return text_copy(json_member_text(value, "type"));
}

char *member_text_at(const struct shell_services *services, const json_t *value, const char *property)
{
    CLEANUP(cleanup_string) char *path = text_format(".%s", property);
    CLEANUP(json_release) json_t *one = json_pack("[O]", value);
    CLEANUP(json_release) json_t *found = members_follow(services, one, path);

    return member_text(services, json_array_get(found, 0));
}
