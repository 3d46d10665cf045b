/* SPDX-License-Identifier: MIT */
/* Logs whose records begin with a time. */
#include "format_reader.h"

#include "base/text_lines.h"

/* Three lines or more, and most of those that are not indented, begin with a time. */
static bool has_stamps(const char *head, size_t length)
{
    size_t stamped = 0, others = 0;

    for (size_t at = 0; at < length; at = line_next(head, length, at)) {
        const struct line line = line_at(head, length, at);
        if (line.length == 0 || *line.text == ' ' || *line.text == '\t')
            continue;
        if (record_stamp(line.text, line.length))
            stamped++;
        else
            others++;
    }
    return stamped >= 3 && stamped >= others;
}

const struct format_reader reader_stamped = {.name = "stamped",
                                             .decoded = true,
                                             .recognises = has_stamps,
                                             .log = {record_stamped, log_give_text, .named = LOG_UNNAMED}};
