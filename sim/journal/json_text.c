/* SPDX-License-Identifier: MIT */
#include "json_text.h"

#include "cleanup.h"
#include "text.h"

json_t *json_text(const char *text)
{
    json_t *json = text ? json_string(text) : json_null();

    if (json)
        return json;
    CLEANUP(cleanup_string) char *plain = text_copy(text);
    for (char *byte = plain; *byte; byte++)
        if ((unsigned char)*byte > 0x7f)
            *byte = '?';
    return json_string(plain);
}
