/* SPDX-License-Identifier: MIT */
/* JSON strings of any bytes: most are UTF-8 and taken as they are. */
#include "json_text.h"

#include "cleanup.h"
#include "memory.h"
#include "unicode.h"

#include <stdlib.h>
#include <string.h>

json_t *json_text(const char *text)
{
    json_t *plain = text ? json_string(text) : json_null();
    size_t length = 0;

    if (!plain && text) {
        CLEANUP(cleanup_string) char *repaired = unicode_repair(text, strlen(text), &length);
        plain = json_stringn(repaired, length);
    }
    return memory_need(plain);
}

const char *json_member_text(const json_t *object, const char *member)
{
    const char *const text = json_string_value(json_object_get(object, member));

    return text ? text : "";
}

void json_release(json_t **json)
{
    json_decref(*json);
}

void json_use_memory(void)
{
    json_set_alloc_funcs(memory_room, free);
}
