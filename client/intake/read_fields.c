/* SPDX-License-Identifier: MIT */
/* Logs of W3C and of Exchange, whose fields have names: IIS, HTTPERR, HttpProxy. */
#include "format_reader.h"

#include "base/text_lines.h"

#include <string.h>

/* The first line may be one that Export-Csv or Excel wrote. */
static bool begins_with_names(const char *head, size_t length)
{
    size_t at = 0;

    while (at < length && (head[at] == '#' || strncmp(head + at, "sep=", 4) == 0))
        at = line_next(head, length, at);
    return at < length && columns_are_named(head + at, line_at(head, length, at).length);
}

static bool has_fields(const char *head, size_t length)
{
    return record_line_beginning(head, length, "#Fields:") ||
           record_line_beginning(head, length, "DateTime,RequestId,") == head || begins_with_names(head, length);
}

const struct format_reader reader_fields = {.name = "fields",
                                            .decoded = true,
                                            .recognises = has_fields,
                                            .log = {record_line, log_give_fields, .named = LOG_NAMES_MARKED}};
