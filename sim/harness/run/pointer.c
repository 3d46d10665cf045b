/* SPDX-License-Identifier: MIT */
/* Walks a JSON value down a pointer, step by step. */
#include "pointer.h"

#include "base/cleanup.h"
#include "base/text.h"

#include <string.h>

/* One step without its escapes: ~1 is a slash, ~0 a tilde. The caller frees it. */
static char *unescape(const char *step, size_t length)
{
    char *text = text_format("%.*s", (int)length, step), *end = text;

    for (const char *at = text; *at; at++) {
        const bool escape = at[0] == '~' && (at[1] == '0' || at[1] == '1');
        *end++ = (char)(!escape ? *at : at[1] == '1' ? '/' : '~');
        at += escape;
    }
    *end = '\0';
    return text;
}

static const json_t *enter(const json_t *json, const char *step)
{
    char *end;
    unsigned long index;

    if (!json_is_array(json))
        return json_object_get(json, step);
    if (*step < '0' || *step > '9' || (*step == '0' && step[1]))
        return NULL;
    index = strtoul(step, &end, 10);
    return *end ? NULL : json_array_get(json, index);
}

const json_t *pointer_get(const json_t *json, const char *pointer)
{
    while (json && *pointer == '/') {
        const size_t length = strcspn(++pointer, "/");
        CLEANUP(cleanup_string) char *step = unescape(pointer, length);
        json = enter(json, step);
        pointer += length;
    }
    return json;
}

bool pointer_is(const json_t *value, const char *text)
{
    CLEANUP(cleanup_string) char *own = NULL;

    if (json_is_string(value))
        return strcmp(json_string_value(value), text) == 0;
    if (!value || json_is_object(value) || json_is_array(value))
        return false;
    own = json_dumps(value, JSON_ENCODE_ANY);
    return own && strcmp(own, text) == 0;
}
