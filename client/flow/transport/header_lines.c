/* SPDX-License-Identifier: MIT */
/* Which headers an Exchange sends with a request, in its order. */
#include "header_lines.h"

#include "base/cleanup.h"
#include "base/guid.h"
#include "base/text.h"

#include <string.h>

static void add(struct header_lines *lines, const char *format, const char *value)
{
    if (value && !strpbrk(value, "\r\n"))
        lines->items[lines->count++] = text_format(format, value);
}

struct header_lines header_lines_make(const struct transport_query *query)
{
    char id[GUID_SIZE];
    struct header_lines lines = {.count = 0};

    add(&lines, "Content-Type: %s", query->content_type);
    add(&lines, "Accept: %s", query->accept);
    add(&lines, "SOAPAction: \"%s\"", query->action);
    add(&lines, "X-AnchorMailbox: %s", query->anchor);
    add(&lines, "client-request-id: %s", guid_random(id));
    add(&lines, query->bearer && *query->bearer ? "Authorization: Bearer %s" : "Authorization: Bearer%s",
        query->bearer);
    add(&lines, "Authorization: %s", query->authorization);
    return lines;
}

void header_lines_clear(struct header_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        free(lines->items[i]);
    lines->count = 0;
}
