/* SPDX-License-Identifier: MIT */
/* Windows events, exported as CSV by Event Viewer or Export-Csv. */
#include "format_reader.h"

#include "base/text_lines.h"

#include <string.h>

/* Five columns and a number in the fourth: Event Viewer writes its names in the language of the system. */
static bool is_viewers(struct line first, struct line second)
{
    const struct fields fields = fields_read(first.text, first.length);
    const bool five = fields.count == 5 && fields.separator == ',';
    size_t commas = 0, at = 0;

    fields_clear((struct fields *)&fields);
    for (; five && at < second.length && commas < 3; at++)
        commas += second.text[at] == ',';
    return commas == 3 && at < second.length && second.text[at] >= '0' && second.text[at] <= '9';
}

static bool is_event_table(const char *head, size_t length)
{
    const size_t start = record_line_beginning(head, length, "#TYPE ") == head ? line_next(head, length, 0) : 0;
    const struct line first = line_at(head, length, start);
    const bool exported = memmem(first.text, first.length, "\"Message\"", 9) &&
                          (memmem(first.text, first.length, "\"MachineName\"", 13) ||
                           memmem(first.text, first.length, "\"TimeCreated\"", 13) ||
                           memmem(first.text, first.length, "\"TimeGenerated\"", 15));

    return exported || is_viewers(first, line_at(head, length, line_next(head, length, start)));
}

const struct format_reader reader_event_table = {.name = "event_table",
                                                 .decoded = true,
                                                 .recognises = is_event_table,
                                                 .log = {record_csv, log_give_table, .named = LOG_NAMES_FIRST}};
