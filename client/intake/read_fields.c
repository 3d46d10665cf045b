/* SPDX-License-Identifier: MIT */
/* Logs of W3C and of Exchange, whose fields have names: IIS, HTTPERR, HttpProxy. */
#include "format_reader.h"

static bool has_fields(const char *head, size_t length)
{
    return record_line_beginning(head, length, "#Fields:") ||
           record_line_beginning(head, length, "DateTime,RequestId,") == head;
}

const struct format_reader reader_fields = {
    .name = "fields", .decoded = true, .recognises = has_fields, .log = {record_line, log_give_fields, .named = true}};
