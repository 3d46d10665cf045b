/* SPDX-License-Identifier: MIT */
/* Reads claims, which the other side writes. */
#include "claims.h"

#include "base/cleanup.h"
#include "base/date_time.h"

#include <string.h>

void claims_free(json_t **claims)
{
    json_decref(*claims);
    *claims = NULL;
}

const char *claims_text(const json_t *claims, const char *name)
{
    const char *text = json_string_value(json_object_get(claims, name));

    return text ? text : "";
}

bool claims_hold_at(const json_t *claims, int64_t now)
{
    const json_t *from = json_object_get(claims, "nbf"), *until = json_object_get(claims, "exp");

    return json_is_integer(from) && json_is_integer(until) && json_integer_value(from) <= now + CLOCK_TOLERANCE &&
           json_integer_value(until) >= now - CLOCK_TOLERANCE;
}

/* Copies what is between `from` and `until` if it is not empty and fits. */
static bool take(const char *from, const char *until, char *buffer, size_t size)
{
    const size_t length = (size_t)(until - from);

    if (length == 0 || length >= size)
        return false;
    memcpy(buffer, from, length);
    buffer[length] = '\0';
    return true;
}

bool principal_parse(const char *text, struct principal *principal)
{
    const char *at = strchr(text, '@'), *slash = at ? memchr(text, '/', (size_t)(at - text)) : NULL;

    *principal = (struct principal){0};
    return at && take(text, slash ? slash : at, principal->application, sizeof principal->application) &&
           (!slash || take(slash + 1, at, principal->host, sizeof principal->host)) &&
           take(at + 1, at + strlen(at), principal->realm, sizeof principal->realm);
}
