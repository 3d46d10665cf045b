/* SPDX-License-Identifier: MIT */
/* Lines of requests without names of fields: access lines of proxies, and logs whose beginning is missing. */
#include "format_reader.h"

#include "base/text_lines.h"
#include "intake/formats/whole_text.h"
#include "intake/requests/shapes.h"

/* Half of the lines or more, comments apart. */
static bool has_requests(const char *head, size_t length)
{
    size_t requests = 0, others = 0;

    if (document_is_json(head, length))
        return false;
    for (size_t at = 0; at < length; at = line_next(head, length, at)) {
        const struct line line = line_at(head, length, at);
        if (line.length == 0 || *line.text == '#')
            continue;
        if (shape_is_request(line.text, line.length))
            requests++;
        else
            others++;
    }
    return requests > 0 && requests >= others;
}

const struct format_reader reader_access = {.name = "access",
                                            .decoded = true,
                                            .recognises = has_requests,
                                            .log = {record_line, log_give_access, .named = LOG_NAMES_MARKED}};
