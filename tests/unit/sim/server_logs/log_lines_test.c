/* SPDX-License-Identifier: MIT */
/* Entries of the journal, and each line that each leaves in each log: tests/texts/log_lines.jsonl holds both.
 * `log_lines_test write` writes down what is left now; read the difference. */
#include "server_logs/server_logs.h"
#include "support/row_file.h"

#include <stdbool.h>

struct noting {
    json_t *lines;
    bool heads; /* some rows hold them too, which are long and mostly the same */
};

static void note(void *context, const struct log_line *line)
{
    const struct noting *const noting = context;

    json_array_append_new(noting->lines, json_pack("{s:s, s:s, s:s*, s:s}", "path", line->path, "party", line->party,
                                                   "head", noting->heads ? line->head : NULL, "text", line->text));
}

static json_t *lines_of(const json_t *row)
{
    struct noting noting = {json_array(), json_is_true(json_object_get(row, "heads"))};

    server_logs_of(json_object_get(row, "entry"), note, &noting);
    return noting.lines;
}

int main(int argc, char **argv)
{
    static const struct row_file file = {.name = "log_lines",
                                         .path = FBLAB_SOURCE "/tests/texts/log_lines.jsonl",
                                         .member = "lines",
                                         .fewest = 260,
                                         .make = lines_of};

    return row_file_main(&file, argc, argv);
}
