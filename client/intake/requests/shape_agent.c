/* SPDX-License-Identifier: MIT */
/* Looks for what may be the name of a client: a product with its version, or words in quotation marks. */
#include "shape_agent.h"

#include "base/cleanup.h"

#include <ctype.h>
#include <string.h>

/* "Name/1", where it is no protocol. */
static bool is_product(const char *line, size_t at)
{
    static const char *const protocols[] = {"HTTP", "TLS", "TLSv1", "SSLv3", "https", "http"};
    size_t start = at;

    while (start > 0 && (isalnum((unsigned char)line[start - 1]) || strchr("+-_.)", line[start - 1])))
        start--;
    if (start == at || !isalpha((unsigned char)line[start]) || (start > 0 && strchr("/:@<", line[start - 1])))
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(protocols); i++)
        if (slice_is((struct slice){line + start, at - start}, protocols[i]))
            return false;
    return true;
}

/* May it be the name of a client: words in quotation marks, or in HAProxy's braces behind a bar? */
static bool is_words(const char *line, size_t length, size_t mark)
{
    const struct slice rest = slice_from((struct slice){line, length}, mark + 1);
    size_t end = 0;

    while (end < rest.length && !strchr("\"|}", rest.text[end]))
        end++;
    return end > 1 && isalpha((unsigned char)*rest.text) && (line[mark] == '|' || end < rest.length) &&
           !slice_has(slice_until(rest, end), " /") && !slice_has(slice_until(rest, end), "://");
}

bool shape_is_nameless(const struct shape *shape, const char *line, size_t length)
{
    if (shape->line == SLICE_LIMIT && shape->timers == SLICE_LIMIT)
        return false;
    for (size_t i = 0; i < shape->values.count; i++)
        if (shape_role(shape, i) == ROLE_AGENT && shape_named(shape, i).length > 1)
            return false;
    for (size_t at = 1; at + 1 < length; at++) {
        if (line[at] == '/' && isdigit((unsigned char)line[at + 1]) && is_product(line, at))
            return false;
        if (((line[at] == '"' && line[at - 1] != '=' && isspace((unsigned char)line[at - 1])) ||
             (line[at] == '|' && memchr(line, '{', at))) &&
            is_words(line, length, at))
            return false;
    }
    return true;
}
