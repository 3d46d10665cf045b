/* SPDX-License-Identifier: MIT */
/* Logs of a firewall that say what it did to connections with a name: "action=reset stage=tls-client-hello ...". */
#include "format_reader.h"

#include "base/text_lines.h"
#include "intake/logs/device_items.h"

/* One such line, and no more of others. */
static bool has_lines(const char *head, size_t length)
{
    size_t lines = 0, others = 0;

    for (size_t at = 0; at < length; at = line_next(head, length, at)) {
        const struct line line = line_at(head, length, at);
        if (device_is_firewall(line.text, line.length))
            lines++;
        else
            others += line.length > 0;
    }
    return lines > 0 && lines >= others;
}

const struct format_reader reader_firewall = {.name = "firewall",
                                              .decoded = true,
                                              .recognises = has_lines,
                                              .log = {record_line, log_give_firewall, .named = LOG_UNNAMED}};
