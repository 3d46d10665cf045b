/* SPDX-License-Identifier: MIT */
/* All that is printed of a look-up: look_ups.jsonl holds look-ups, and the lines that are made of them. Where that is meant to
 * change, `look_up_report_test write` writes down what is made now; read the difference. */
#include "base/cleanup.h"
#include "base/memory.h"
#include "look_up_report/look_up_report.h"
#include "support/row_file.h"

#include <stdlib.h>
#include <string.h>

static struct lookup *read(const json_t *row)
{
    struct error error = {""};
    struct lookup *const lookup = lookup_from_json(json_object_get(row, "lookup"), &error);

    if (!lookup) {
        fprintf(stderr, "look_ups.jsonl: %s: %s\n", json_string_value(json_object_get(row, "id")), error.text);
        exit(1);
    }
    return lookup;
}

static json_t *lines(const json_t *row)
{
    CLEANUP(lookup_free) struct lookup *lookup = read(row);
    CLEANUP(cleanup_string) char *text = NULL;
    json_t *const list = json_array();
    size_t length;
    FILE *const output = text_stream(&text, &length);
    const struct display display = display_plain(output);
    char *rest;

    look_up_report_print(lookup, &display);
    text_stream_close(output);
    rest = text;
    for (const char *line; (line = strsep(&rest, "\n"));)
        json_array_append_new(list, json_string(line));
    return list;
}

int main(int count, char **arguments)
{
    static const struct row_file file = {.name = "look_up_report",
                                         .path = FBLAB_SOURCE "/tests/unit/client/look_up_report/look_ups.jsonl",
                                         .member = "printed",
                                         .fewest = 8,
                                         .make = lines};

    return row_file_main(&file, count, arguments);
}
