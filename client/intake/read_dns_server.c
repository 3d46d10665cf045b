/* SPDX-License-Identifier: MIT */
/* The debug log of a DNS server of Windows. */
#include "format_reader.h"

#include "base/text_lines.h"
#include "intake/logs/device_items.h"

/* One such line, and no more of others. */
static bool has_lines(const char *head, size_t length)
{
    size_t lines = 0, others = 0;

    for (size_t at = 0; at < length; at = line_next(head, length, at)) {
        const struct line line = line_at(head, length, at);
        if (device_is_dns(line.text, line.length))
            lines++;
        else
            others += line.length > 0;
    }
    return lines > 0 && lines >= others;
}

const struct format_reader reader_dns_server = {.name = "dns_server",
                                                .decoded = true,
                                                .recognises = has_lines,
                                                .log = {record_line, log_give_dns, .named = LOG_UNNAMED}};
