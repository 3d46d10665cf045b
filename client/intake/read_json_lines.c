/* SPDX-License-Identifier: MIT */
/* Logs with a JSON object a line. */
#include "format_reader.h"

#include "base/text_lines.h"

#include <jansson.h>

/* An object a line. */
static bool has_objects(const char *head, size_t length)
{
    const size_t second = line_next(head, length, 0);
    json_t *const json =
        *head == '{' && second < length && head[second] == '{' ? json_loadb(head, second, 0, NULL) : NULL;

    json_decref(json);
    return json;
}

const struct format_reader reader_json_lines = {.name = "json_lines",
                                                .decoded = true,
                                                .recognises = has_objects,
                                                .log = {record_line, log_give_json, .named = LOG_UNNAMED}};
