/* SPDX-License-Identifier: MIT */
/* Finds names in the lists. */
#include "secret_names.h"

#include "base/cleanup.h"
#include "base/memory.h"
#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Every header of every request comes here: most names differ in the first letter. */
static bool is_in(const char *list, const char *name, size_t length)
{
    const int first = tolower((unsigned char)*name);

    for (; *list; list = strchrnul(list, '|'), list += *list == '|')
        if (tolower((unsigned char)*list) == first && strncasecmp(list, name, length) == 0 &&
            (list[length] == '|' || !list[length]))
            return true;
    return false;
}

/* Most names differ in the last letter. */
static bool ends_like_one(const char *name, size_t length)
{
    const int last = length > 0 ? tolower((unsigned char)name[length - 1]) : 0;

    for (const char *list = SECRET_TOKEN_ENDINGS "|" SECRET_PASSWORD_ENDINGS, *end; *list; list = end + (*end == '|')) {
        end = strchrnul(list, '|');
        const size_t ending = (size_t)(end - list);
        if (end[-1] == last && ending <= length && strncasecmp(name + length - ending, list, ending) == 0)
            return !is_in(SECRET_NOT, name, length);
    }
    return false;
}

bool secret_is_header(const char *name)
{
    const size_t length = strlen(name);

    return is_in(SECRET_SIGN_INS "|" SECRET_COOKIES "|" SECRET_KEYS, name, length) || ends_like_one(name, length);
}

static bool is_parameter(const char *name, size_t length)
{
    static const char *const lists[] = {SECRET_TOKENS, SECRET_WORDS, SECRET_PASSWORDS};

    for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
        if (is_in(lists[i], name, length))
            return true;
    return ends_like_one(name, length);
}

/* Up to the next separator: "name=value", or anything else. */
static bool is_secret(const char *pair, size_t length)
{
    const char *const equals = memchr(pair, '=', length);

    return equals && equals + 1 < pair + length && is_parameter(pair, (size_t)(equals - pair));
}

static bool has_secret(const char *query)
{
    for (size_t length; *query; query += length, query += *query == '&') {
        length = strcspn(query, "&");
        if (is_secret(query, length))
            return true;
    }
    return false;
}

char *secret_hide_query(const char *query)
{
    char *hidden = NULL;
    size_t size, length;
    FILE *output;

    if (!query || !has_secret(query))
        return NULL;
    output = text_stream(&hidden, &size);
    for (; *query; query += length) {
        length = strcspn(query, "&");
        const size_t name = strcspn(query, "=");
        if (is_secret(query, length))
            fprintf(output, "%.*s=%.*s", (int)name, query, (int)(length - name - 1), "...");
        else
            fwrite(query, 1, length, output);
        if (query[length] == '&')
            fputc(query[length++], output);
    }
    text_stream_close(output);
    return hidden;
}
